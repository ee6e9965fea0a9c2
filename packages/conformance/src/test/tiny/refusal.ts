import type { ProblemCode, ProblemErrorItem } from '@jobwire/contract';

/** What goes with a refusal beyond its code. */
export interface RefusalParts {
  readonly headers?: Readonly<Record<string, string>>;
  readonly members?: object;
}

/** A reason not to do what was asked; thrown anywhere, answered in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: object;

  constructor(code: ProblemCode, detail: string, { headers = {}, members = {} }: RefusalParts = {}) {
    super(detail);
    this.code = code;
    this.headers = headers;
    this.members = members;
  }
}

/** Something is wrong with the body, at these pointers. */
export function wrongBody(...errors: readonly { readonly pointer: string; readonly message: string }[]): Refusal {
  const items: ProblemErrorItem[] = errors.map(({ pointer, message }) => ({ location: 'body', pointer, message }));
  const words = items.map(({ pointer, message }) => `${pointer || 'it'} ${message}`).join(', ');
  return new Refusal('validation_error', `Look at the body again: ${words}.`, { members: { errors: items } });
}

/** Something is wrong with a parameter. */
export function wrongParameter(location: 'path' | 'query' | 'header', name: string, message: string): Refusal {
  const errors: ProblemErrorItem[] = [{ location, name, message }];
  return new Refusal('validation_error', `Look at ${name} again, which ${message}.`, { members: { errors } });
}
