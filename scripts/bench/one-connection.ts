import { Agent } from 'node:http';
import { type Answered, type Call, call } from './job-calls.ts';

export interface TimedAnswer extends Answered {
  /** From the request to the last byte of its answer. */
  readonly durationMs: number;
}

export interface OneConnection {
  send(method: Call['method'], path: string, json?: unknown): Promise<TimedAnswer>;
  close(): void;
}

/** Sends one request after the other over one connection that is kept alive. */
export function oneConnection(port: number): OneConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async send(method, path, json) {
      const started = performance.now();
      const answered = await call({ port, agent, method, path, json });
      return { ...answered, durationMs: performance.now() - started };
    },
    close: () => agent.destroy(),
  };
}
