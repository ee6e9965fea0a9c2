import document from './generated/spec.json' with { type: 'json' };

/** An OpenAPI 3.1 document, as far as this contract uses it. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly webhooks: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [extension: string]: unknown;
}

/** The contract itself: `openapi/openapi.yaml` as a value. Copy it before changing it (`structuredClone`). */
export const spec = document as unknown as OpenApiDocument;
