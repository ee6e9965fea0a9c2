import { mostFaults } from '../schema/schema-faults.ts';
import { type ContractOperation, isDeepObject, isRepeatable } from './contract-operation.ts';
import { ContractProblem, invalidParameter } from './contract-problem.ts';

export interface ParsedQuery {
  /** Everything but deepObject parameters; a parameter that may be repeated is always a list. */
  readonly plain: Record<string, string | string[]>;
  /** The deepObject parameters that were given, by name. Keys such as `__proto__` are data. */
  readonly deep: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** What was refused and is in neither of the two, each with one entry. */
  readonly problems: readonly ContractProblem[];
}

const noDeepObjects: ParsedQuery['deep'] = new Map();
const deepName = /^([^[\]]+)\[(.*)\]$/s;

/**
 * Reads a query string as the contract understands it: percent-decoding once, `+` as a blank, and nothing that is not
 * declared.
 */
export function parseQuery(operation: ContractOperation, text: string): ParsedQuery {
  if (text === '') return { plain: {}, deep: noDeepObjects, problems: [] };
  const known = new Map(
    operation.parameters
      .filter((parameter) => parameter.in === 'query')
      .map((parameter) => [parameter.name, parameter]),
  );
  const plain: Record<string, string | string[]> = {};
  const deep = new Map<string, [string, string][]>();
  const problems: ContractProblem[] = [];
  const read = (pair: string): void => {
    const equals = pair.indexOf('=');
    const encodedName = equals === -1 ? pair : pair.slice(0, equals);
    const name = decode(encodedName, encodedName);
    const value = decode(equals === -1 ? '' : pair.slice(equals + 1), name);
    const [, deepParameter, key] = deepName.exec(name) ?? [];
    const parameter = known.get(deepParameter ?? name);
    if (parameter === undefined || isDeepObject(parameter) !== (deepParameter !== undefined)) {
      throw unknownParameter(operation, name);
    }
    if (deepParameter !== undefined) {
      const pairs = deep.get(deepParameter) ?? [];
      if (pairs.some(([other]) => other === key)) throw invalidParameter('query', name, 'is given twice');
      deep.set(deepParameter, [...pairs, [key ?? '', value]]);
    } else if (isRepeatable(parameter)) {
      plain[name] = [...((plain[name] ?? []) as string[]), value];
    } else {
      if (plain[name] !== undefined) throw invalidParameter('query', name, 'is given twice');
      plain[name] = value;
    }
  };
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    try {
      read(pair);
    } catch (error) {
      if (!(error instanceof ContractProblem)) throw error;
      problems.push(error);
      if (problems.length >= mostFaults) break;
    }
  }
  return { plain, deep: new Map(Array.from(deep, ([name, pairs]) => [name, Object.fromEntries(pairs)])), problems };
}

/** `name` is the parameter that is told when the text cannot be used. */
function decode(text: string, name: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new ContractProblem('validation_error', 'The query is not valid percent-encoded UTF-8.', {
      errors: [{ location: 'query', name, message: `${text} cannot be decoded` }],
    });
  }
  if (decoded.includes('\0')) {
    throw new ContractProblem('validation_error', 'The query holds a NUL character.', {
      errors: [{ location: 'query', name, message: 'must not hold a NUL character' }],
    });
  }
  return decoded;
}

function unknownParameter(operation: ContractOperation, name: string): ContractProblem {
  const declared = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const known = declared.length === 0 ? 'it has none' : `it has ${declared.join(', ')}`;
  return new ContractProblem('validation_error', `${operation.id} has no query parameter ${name}: ${known}.`, {
    errors: [{ location: 'query', name, message: 'is not a parameter of this operation' }],
  });
}
