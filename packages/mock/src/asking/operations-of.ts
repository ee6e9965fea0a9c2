import type { OpenApiDocument } from '@jobwire/contract/spec';

/** A Media Type Object: https://spec.openapis.org/oas/v3.1.0#media-type-object */
export interface MediaType {
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

/** A Request Body Object: https://spec.openapis.org/oas/v3.1.0#request-body-object */
export interface RequestBody {
  readonly content: Readonly<Record<string, MediaType>>;
}

/** A Response Object: https://spec.openapis.org/oas/v3.1.0#response-object */
export interface Response {
  readonly headers?: Record<string, unknown>;
  readonly content?: Readonly<Record<string, MediaType>>;
}

/** A Parameter Object: https://spec.openapis.org/oas/v3.1.0#parameter-object */
export interface Parameter {
  readonly in: string;
  readonly style?: string;
  schema?: unknown;
}

/** One operation of a spec, with its references resolved as far as a mock needs them. */
export interface SpecOperation {
  readonly operationId: string;
  /** Upper case, as it goes over the wire. */
  readonly method: string;
  /** As in the spec, with its `{parameters}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  /** By status, in the order of the spec. */
  readonly responses: readonly (readonly [status: number, response: Response])[];
  /** Whether it may be answered otherwise too: the spec has a `default`, or a range such as `4XX`. */
  readonly hasOtherResponses: boolean;
}

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** Every operation below `paths`, in the order of the spec. The parts are those of the document itself, not copies. */
export function operationsOf(spec: OpenApiDocument): SpecOperation[] {
  return Object.entries(spec.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) =>
        readOperation(spec, method, path, operation as RawOperation, (item.parameters ?? []) as unknown[]),
      ),
  );
}

interface RawOperation {
  readonly operationId?: string;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
  readonly responses?: Readonly<Record<string, unknown>>;
}

function readOperation(
  spec: OpenApiDocument,
  method: string,
  path: string,
  operation: RawOperation,
  sharedParameters: readonly unknown[],
): SpecOperation {
  const isStatus = (name: string) => /^\d{3}$/.test(name);
  const responses = Object.entries(operation.responses ?? {});
  return {
    operationId: operation.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    parameters: [...sharedParameters, ...(operation.parameters ?? [])].map((part) =>
      resolveReference<Parameter>(spec, part),
    ),
    requestBody:
      operation.requestBody === undefined ? undefined : resolveContent<RequestBody>(spec, operation.requestBody),
    responses: responses
      .filter(([status]) => isStatus(status))
      .map(([status, part]) => [Number(status), resolveContent<Response>(spec, part)]),
    hasOtherResponses: responses.some(([status]) => !isStatus(status) && !status.startsWith('x-')),
  };
}

/** A response or request body, with the references to its examples followed too. */
function resolveContent<Part extends Partial<RequestBody>>(spec: OpenApiDocument, reference: unknown): Part {
  const part = resolveReference<Part>(spec, reference);
  if (!part.content) return part;
  const content = Object.entries(part.content).map(([type, media]) => {
    const examples = Object.entries(media.examples ?? {});
    const resolved = examples.map(
      ([name, example]) => [name, resolveReference<{ value?: unknown }>(spec, example)] as const,
    );
    return [type, { ...media, examples: Object.fromEntries(resolved) }] as const;
  });
  return { ...part, content: Object.fromEntries(content) };
}

/** Follows a Reference Object inside the document. */
export function resolveReference<Part>(spec: OpenApiDocument, part: unknown): Part {
  const reference = (part as { readonly $ref?: string }).$ref;
  if (reference === undefined) return part as Part;
  const found = reference
    .replace(/^#\//, '')
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, token) => (value as Record<string, unknown> | undefined)?.[token], spec);
  if (found === undefined) throw new Error(`The spec refers to ${reference}, which is not in it.`);
  return resolveReference<Part>(spec, found);
}
