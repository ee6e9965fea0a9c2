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
    const label = `${shown.method} ${shown.url}`;
    return budget.admit({ label, account: keyName, waits: false, unbounded: true }, async (): Promise<EventStream> => {
      const beganAtMs = performance.now();
      const controller = new AbortController();
      let response: Response;
      try {
        response = await fetch(url, { ...init, signal: AbortSignal.any([controller.signal, budget.stopped]) });
      } catch (error) {
        budget.stopped.throwIfAborted();
        throw new NoAnswerError(label, hideSecrets(reasonForNoAnswer(error)));
      }
      const messages: StreamMessage[] = [];
      let text = '';
      let ended = false;
      let closed = false;
      let broken: string | null = null;
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
        } catch (error) {
          // Hung up by us, or broken off by the server; `ended` tells that it was no end.
          broken = hideSecrets(reasonForNoAnswer(error));
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
            budget.stopped.throwIfAborted();
            if (broken !== null && !controller.signal.aborted) {
              throw new NoAnswerError(label, `the stream was broken off after ${counted(messages.length)} (${broken})`);
            }
            if (closed || performance.now() >= end) return done();
            await pause(lookEveryMs);
          }
          return true;
        },
      };
    });
  };
}

function counted(events: number): string {
  return events === 1 ? 'one event' : `${events} events`;
}

/** The body piece by piece. The types of the platform do not know that it can be gone through. */
function piecesOf({ body }: Response): AsyncIterable<Uint8Array> {
  return (body ??
    new ReadableStream({ start: (controller) => controller.close() })) as unknown as AsyncIterable<Uint8Array>;
}
