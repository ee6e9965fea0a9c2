/** What the errors of the client have in common: each says in its message which request or job it is about. */
export abstract class JobsClientError extends Error {
  constructor(message: string, members: object, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, members);
  }
}
