import { spec } from '@jobwire/contract/spec';
import { contractOperations } from './contract-operation.ts';

/** The names of all headers that the contract declares for requests, and for answers. */
export function contractHeaders(): { request: string[]; response: string[] } {
  const parameters = contractOperations.flatMap((operation) => operation.parameters);
  const declared = JSON.stringify(spec.paths) + JSON.stringify(spec.components.responses);
  const names = Array.from(
    declared.matchAll(/"([A-Z][A-Za-z-]+)":\{"\$ref":"#\/components\/headers\//g),
    ([, name]) => name,
  );
  return {
    request: [...new Set(parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name))],
    response: [...new Set(names as string[])].sort(),
  };
}
