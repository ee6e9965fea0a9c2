import { type ContractOperation, contractOperations } from './contract-operation.ts';

export interface MatchedRoute<Target> {
  /** Still percent-encoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What answers each method of the path, by its name in upper case. */
  readonly byMethod: ReadonlyMap<string, Target>;
}

interface Route<Target> {
  readonly segments: readonly string[];
  readonly byMethod: Map<string, Target>;
}

/**
 * The paths of the contract. Exact: upper and lower case differ, a trailing slash is another path, and a literal path
 * goes before one with a parameter, so that `/v1/jobs/cancel` is never taken for a job id.
 */
export class RouteTable<Target> {
  readonly #routes: readonly Route<Target>[];

  constructor(targetOf: (operation: ContractOperation) => Target) {
    const byPath = Map.groupBy(contractOperations, (operation) => operation.path);
    const literalFirst = [...byPath].sort(([one], [other]) => Number(one.includes('{')) - Number(other.includes('{')));
    this.#routes = literalFirst.map(([path, operations]) => ({
      segments: path.split('/'),
      byMethod: new Map(operations.map((operation) => [operation.method.toUpperCase(), targetOf(operation)])),
    }));
  }

  get targets(): Target[] {
    return this.#routes.flatMap(({ byMethod }) => [...byMethod.values()]);
  }

  match(path: string): MatchedRoute<Target> | null {
    const given = path.split('/');
    for (const { segments, byMethod } of this.#routes) {
      if (segments.length === given.length) {
        const parameters = parametersOf(segments, given);
        if (parameters !== null) return { parameters, byMethod };
      }
    }
    return null;
  }
}

function parametersOf(segments: readonly string[], given: readonly string[]): Record<string, string> | null {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith('{')) {
      if (value === '') return null;
      parameters[segment.slice(1, -1)] = value;
    } else if (segment !== value) return null;
  }
  return parameters;
}
