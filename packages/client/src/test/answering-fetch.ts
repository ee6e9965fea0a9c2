/** A `fetch` that gives one prepared answer and keeps the requests. */
export interface AnsweringFetch {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly requests: Request[];
}

/** Answers with JSON of the media type that the contract declares for the status. */
export function answerWith(status: number, body: unknown): AnsweringFetch {
  const mediaType = status < 400 ? 'application/json' : 'application/problem+json';
  return answerWithText(status, body === undefined ? null : JSON.stringify(body), mediaType);
}

/** Answers with any text, such as the page of a proxy. */
export function answerWithText(status: number, text: string | null, mediaType: string): AnsweringFetch {
  const requests: Request[] = [];
  return {
    requests,
    fetch: async (request) => {
      requests.push(request);
      return new Response(text, { status, headers: { 'Content-Type': mediaType } });
    },
  };
}
