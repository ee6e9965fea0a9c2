import { spec as contract, type OpenApiDocument } from '@jobwire/contract/spec';
import { readRedoc } from './read-redoc.ts';
import { referenceHtml } from './reference-html.ts';

export interface ReferenceOptions {
  /** What to document: the contract by default. */
  readonly spec?: OpenApiDocument | undefined;
  /** The title of the page: that of the spec with the word "reference" by default. */
  readonly title?: string | undefined;
  /** Where the guides are that the page leads back to: nowhere unless said otherwise. */
  readonly guides?: string | undefined;
  /** Where the OpenAPI file is, for readers without scripts and for programs. */
  readonly file?: string | undefined;
}

let contractPage: Promise<string> | undefined;

/**
 * The reference as one HTML file of about 1.3 MB (0.4 MB compressed) that loads nothing, from any host: Redoc, the spec and
 * the styles are inside. The page of the contract is made once and kept. Send it with `referenceContentSecurityPolicy`.
 */
export function referencePage(options: ReferenceOptions = {}): Promise<string> {
  if (Object.values(options).some((option) => option !== undefined)) return makePage(options);
  contractPage ??= makePage({});
  return contractPage;
}

async function makePage({
  spec = contract,
  title = `${spec.info.title} reference`,
  guides,
  file,
}: ReferenceOptions): Promise<string> {
  return referenceHtml({ spec, title, guides, file, redoc: await readRedoc() });
}
