const absoluteForm = /^https?:\/\/[^/?#]*/i;

/**
 * A request target without the server that it may name: every server has to accept `GET http://host/path`, which is
 * what a client sends that takes it for a proxy (RFC 9112 section 3.2.2).
 */
export function originForm(target: string): string {
  if (target.startsWith('/')) return target;
  const rest = target.replace(absoluteForm, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}
