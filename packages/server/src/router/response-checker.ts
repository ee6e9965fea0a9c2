import { spec } from '@jobwire/contract/spec';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type ContractOperation, dereference } from './contract-operation.ts';

/** An answer on its way out. `body` is undefined where there is none, or where it is a stream. */
export interface OutgoingResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly mediaType: string | undefined;
  readonly body: unknown;
}

/** Says what about an answer is not as the contract declares it; empty when it keeps the contract. */
export type CheckResponse = (operation: ContractOperation, response: OutgoingResponse) => string[];

/** A check of all answers, which refuses those that break the contract, or of a few, which only reports them. */
export interface ResponseCheck {
  readonly check: CheckResponse;
  /** Of all answers, from 0 to 1. */
  readonly share: number;
  readonly refuse: boolean;
}

const sampledShare = 0.01;

/** One for all routers of a process, since compiling its schemas takes long. */
let checker: CheckResponse | undefined;

export function sampledResponseCheck(mode: 'all' | 'sampled' | 'off'): ResponseCheck | null {
  if (mode === 'off') return null;
  checker ??= responseChecker();
  return { check: checker, share: mode === 'all' ? 1 : sampledShare, refuse: mode === 'all' };
}

type JsonObject = Readonly<Record<string, unknown>>;

const documentId = 'jobwire:contract';

/**
 * Checks what the request validator's own response checks leave out: errors, headers, undeclared statuses and media
 * types, as well as bodies. Schemas are compiled when an answer first needs them.
 */
export function responseChecker(): CheckResponse {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ ...spec, $id: documentId });
  const compiled = new Map<string, ValidateFunction>();

  function validatorAt(pointer: string): ValidateFunction {
    let validate = compiled.get(pointer);
    if (validate === undefined) {
      validate = ajv.compile({ $ref: `${documentId}#${pointer}` });
      compiled.set(pointer, validate);
    }
    return validate;
  }

  return (operation, response) => {
    const declared = declaredResponse(operation, response.status);
    if (declared === undefined) return [`${operation.id} declares no status ${response.status}`];
    const faults: string[] = [];
    for (const [name, header] of Object.entries((declared.object.headers ?? {}) as Record<string, JsonObject>)) {
      if (dereference(header).required === true && response.headers[name.toLowerCase()] === undefined) {
        faults.push(`the header ${name} is missing`);
      }
    }
    const content = declared.object.content as Record<string, unknown> | undefined;
    if (response.mediaType === undefined) {
      if (content !== undefined) faults.push('the body is missing');
      return faults;
    }
    if (content?.[response.mediaType] === undefined) {
      faults.push(`the media type ${response.mediaType} is not declared for status ${response.status}`);
    } else if (response.body !== undefined) {
      const validate = validatorAt(`${declared.pointer}/content/${escaped(response.mediaType)}/schema`);
      if (!validate(response.body)) {
        for (const error of validate.errors ?? []) faults.push(`the body at "${error.instancePath}" ${error.message}`);
      }
    }
    return faults;
  };
}

function declaredResponse(operation: ContractOperation, status: number) {
  const operationObject = spec.paths[operation.path]?.[operation.method] as { responses: Record<string, JsonObject> };
  const object = operationObject.responses[String(status)];
  if (object === undefined) return undefined;
  const pointer =
    typeof object.$ref === 'string'
      ? object.$ref.slice(1)
      : `/paths/${escaped(operation.path)}/${operation.method}/responses/${status}`;
  return { object: dereference(object), pointer };
}

/** A member's name as one step of a JSON Pointer in a URI fragment. */
function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
