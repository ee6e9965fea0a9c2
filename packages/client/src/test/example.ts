import { spec } from '@jobwire/contract/spec';

/** A named example of the contract, so that tests speak of the same jobs and problems as the documentation. */
export function example<Body>(name: string): Body {
  const found = spec.components.examples?.[name] as { value: Body } | undefined;
  if (found === undefined) {
    throw new Error(`The contract has no example ${name}.`);
  }
  return structuredClone(found.value);
}
