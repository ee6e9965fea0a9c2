import type { OperationId, OperationTypes } from '@jobwire/contract';

type Responses<Id extends OperationId> = OperationTypes[Id]['responses'];

type ContentOf<Response> = Response extends { content: infer Content } ? Content : null;

/** What a handler hands over as a body: JSON as a value, a stream of events as the pieces of its text. */
type BodyOf<Content> = Content extends { 'application/problem+json': infer Problem }
  ? { readonly body: Problem }
  : Content extends { 'application/json': infer Json; 'text/event-stream': unknown }
    ? { readonly body: Json } | { readonly eventStream: AsyncIterable<string> }
    : Content extends { 'application/json': infer Json }
      ? { readonly body: Json }
      : { readonly body?: never };

/** Each answer that the contract declares for an operation, and no other. */
export type OperationResponse<Id extends OperationId> = {
  [Status in keyof Responses<Id>]: {
    readonly status: Status;
    readonly headers?: Readonly<Record<string, string>>;
  } & BodyOf<ContentOf<Responses<Id>[Status]>>;
}[keyof Responses<Id>];

type Parameters<Id extends OperationId> = OperationTypes[Id]['parameters'];

type OptionalObject<Value> = [Exclude<Value, undefined>] extends [never]
  ? Readonly<Record<string, never>>
  : Readonly<Exclude<Value, undefined>>;

type RequestBodyOf<Id extends OperationId> = OperationTypes[Id] extends { requestBody: infer Body }
  ? JsonOf<Body>
  : OperationTypes[Id] extends { requestBody?: infer Body }
    ? JsonOf<Body> | undefined
    : undefined;

type JsonOf<Body> = Body extends { content: { 'application/json': infer Json } } ? Json : never;

/** Who calls: at least what the router itself has to know. */
export interface Principal {
  /** A key with `read` is refused, with `forbidden`, wherever the contract says that an operation writes. */
  readonly access: 'read' | 'write';
}

/** A request that keeps the contract: checked, parsed and typed. */
export interface OperationRequest<Id extends OperationId, Caller extends Principal> {
  readonly path: OptionalObject<Parameters<Id>['path']>;
  readonly query: OptionalObject<Parameters<Id>['query']>;
  /** The headers that the contract declares for the operation, under the names it gives them. */
  readonly headers: OptionalObject<Parameters<Id>['header']>;
  /** Undefined where the body is optional and was left out. */
  readonly body: RequestBodyOf<Id>;
  readonly principal: Caller;
  /** The caller's `X-Request-Id`, or the one that was made for this request. */
  readonly requestId: string;
  /** The value of any request header, for what lies outside the contract. */
  header(name: string): string | undefined;
  /** Aborted when the caller goes away before it is answered. */
  readonly signal: AbortSignal;
}

export type OperationHandler<Id extends OperationId, Caller extends Principal> = (
  request: OperationRequest<Id, Caller>,
) => OperationResponse<Id> | Promise<OperationResponse<Id>>;

/** Marks an operation of a conformance class that a server does not serve: it answers 404 `route_not_found`. */
export const notServed = Symbol('notServed');

/** One handler for each operation of the contract. A missing one does not compile. */
export type Operations<Caller extends Principal> = {
  readonly [Id in OperationId]: OperationHandler<Id, Caller> | typeof notServed;
};
