import { isOrigin } from '@jobwire/server';
import { UsageError } from '../usage-error.ts';

/** Reads an origin as a browser sends it, or `*`. */
export function parseOrigin(text: string, source: string): string {
  if (isOrigin(text)) return text;
  const url = URL.canParse(text) && !text.includes('*') ? new URL(text) : null;
  const hint = url !== null && /^https?:$/.test(url.protocol) ? `; did you mean ${url.origin}?` : '';
  throw new UsageError(
    `${source} takes an origin such as https://app.example.com, without a path, or *; it cannot be "${text}"${hint || '.'}`,
  );
}
