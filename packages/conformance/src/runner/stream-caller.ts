import { setTimeout as pause } from 'node:timers/promises';
import { type CallerOptions, pathOf, prepareRequest } from './caller.ts';
import type { EventStream, StreamMessage, StreamOpener } from './event-stream.ts';
import type { Exchange, KeyName } from './exchange.ts';
import { NoAnswerError, reasonForNoAnswer } from './no-answer-error.ts';
import { createStreamReader } from './stream-reader.ts';

/** How often a wait for something in a stream looks again. */
const lookEveryMs = 20;

/** Makes what opens streams with one key. The exchange is recorded when the stream is over. */
export function createStreamOpener(keyName: KeyName, options: CallerOptions): StreamOpener {
  const { fetch, budget, hideSecrets, onExchange } = options;
  return (jobId, { headers, query } = {}) => {
    const parts = { jobId, headers: { Accept: 'text/event-stream', ...headers }, ...(query ? { query } : {}) };
    const target = { operationId: 'listJobEvents' as const, method: 'GET', path: pathOf('listJobEvents', parts) };
    const { shown, url, init } = prepareRequest(target, keyName, parts, options);
    // A stream is held open like a wait, and must not be held up behind the requests that move its job.
    return budget.admit({ account: keyName, waits: false, unbounded: true }, async (): Promise<EventStream> => {
      const beganAtMs = performance.now();
      const controller = new AbortController();
      let response: Response;
      try {
        response = await fetch(url, { ...init, signal: controller.signal });
      } catch (error) {
        throw new NoAnswerError(`${shown.method} ${shown.url}`, hideSecrets(reasonForNoAnswer(error)));
      }
      const messages: StreamMessage[] = [];
      let text = '';
      let ended = false;
      let closed = false;
      const exchange = (): Exchange => ({
        ...shown,
        status: response.status,
        headers: new Map([...response.headers].map(([name, value]) => [name, hideSecrets(value)])),
        bodyText: hideSecrets(text),
        body: undefined,
        beganAtMs,
        endedAtMs: performance.now(),
      });

      async function readAll(): Promise<void> {
        const read = createStreamReader(() => performance.now());
        const decoder = new TextDecoder();
        try {
          for await (const bytes of piecesOf(response)) {
            const piece = decoder.decode(bytes, { stream: true });
            text += piece;
            messages.push(...read(piece));
          }
          ended = true;
        } catch {
          // Hung up by us, or broken off by the server; `ended` tells that it was no end.
        } finally {
          closed = true;
          onExchange(exchange());
        }
      }
      void readAll();

      return {
        exchange,
        messages,
        ended: () => ended,
        close: () => controller.abort(),
        async waitFor(done, withinMs) {
          const end = performance.now() + withinMs;
          while (!done()) {
            if (closed || performance.now() >= end) return done();
            await pause(lookEveryMs);
          }
          return true;
        },
      };
    });
  };
}

/** The body piece by piece. The types of the platform do not know that it can be gone through. */
function piecesOf({ body }: Response): AsyncIterable<Uint8Array> {
  return (body ??
    new ReadableStream({ start: (controller) => controller.close() })) as unknown as AsyncIterable<Uint8Array>;
}
