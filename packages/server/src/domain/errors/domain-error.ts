/** What all errors of the domain have in common. `name` is literal, so that a mapping over all of them is checked. */
export abstract class DomainError extends Error {
  abstract override readonly name: string;
}
