import { createHash } from 'node:crypto';

/** The hash by which a policy allows the content of one element. */
export function hashSource(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}

/** A policy as a page may state it in a `meta` element, and as a server sends it, which can forbid frames too. */
export interface Policy {
  readonly inPage: string;
  readonly header: string;
}

/** The policy of a page without scripts: its style by its hash, pictures that are in the page, nothing else. */
export function policyOfPage(style: string): Policy {
  const inPage = [
    "default-src 'none'",
    `style-src ${hashSource(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return { inPage, header: withoutFrames(inPage) };
}

/** What only a header can say. */
export function withoutFrames(policy: string): string {
  return `${policy}; frame-ancestors 'none'`;
}
