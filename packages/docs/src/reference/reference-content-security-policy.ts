import { hashSource, withoutFrames } from '../layout/content-security-policy.ts';

/** Redoc 2.5.4 adds two style elements: an empty one, which it fills through the CSSOM, and the constant one of its scroll bars. */
const redocStyles = [hashSource(''), "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='"];

/**
 * The value of the header `Content-Security-Policy` for a page of `referencePage`: its own scripts and nothing else, nothing
 * from any host, no frame around it. The scripts and styles are allowed by their hashes, so pass the very page that is sent.
 * The search runs in a worker that the page makes from a blob.
 */
export function referenceContentSecurityPolicy(html: string): string {
  return withoutFrames(pagePolicy(html));
}

/** The part of the policy that a page may state in a `meta` element. */
export function pagePolicy(html: string): string {
  return [
    "default-src 'none'",
    `script-src ${contentsOf(html, 'script').map(hashSource).join(' ')}`,
    `style-src ${[...redocStyles, ...contentsOf(html, 'style').map(hashSource)].join(' ')}`,
    'img-src data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** What stands in the elements without attributes; a `<script type="application/json">` is data and needs no permission. */
function contentsOf(html: string, element: 'script' | 'style'): string[] {
  return Array.from(html.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs')), ([, content = '']) => content);
}
