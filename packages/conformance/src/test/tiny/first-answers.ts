/** What was answered to the first request with an idempotency key. */
export interface FirstAnswer {
  /** The body of the request, so that equal JSON is equal text. */
  readonly body: string;
  /** Null while the first request is in flight. */
  answer: { readonly text: string; readonly headers: Readonly<Record<string, string>>; readonly jobId: string } | null;
}

/** By organization and key. */
export type FirstAnswers = Map<string, FirstAnswer>;
