import { connect } from 'node:net';

export interface LoadOptions {
  readonly port: number;
  /** The whole request as it goes over the wire. */
  readonly request: string;
  readonly connections: number;
  readonly durationMs: number;
  /** What every answer has to be. 200 unless said otherwise. */
  readonly status?: number;
  /** Whether the load keeps its core busy while it waits: where it has one of its own. It does unless said otherwise. */
  readonly spins?: boolean;
}

/**
 * Sends one request again and again over keep-alive connections and counts the answers per second. It reads no more
 * of an answer than its length, which is the same each time, so that the load costs a fraction of what any server does.
 *
 * @throws when the first answer of a connection has another status.
 */
export async function httpLoad(options: LoadOptions): Promise<number> {
  const until = performance.now() + options.durationMs;
  const started = performance.now();
  // Never sleeps: else a slower server would pay, at each answer, for waking this process up on its other core.
  let spinning = options.spins ?? true;
  const spin = () => spinning && setImmediate(spin);
  spin();
  const counts = await Promise.all(Array.from({ length: options.connections }, () => onOneConnection(options, until)));
  spinning = false;
  const answers = counts.reduce((sum, count) => sum + count, 0);
  return (answers * 1000) / (performance.now() - started);
}

function onOneConnection({ port, request, status = 200 }: LoadOptions, until: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let answers = 0;
    let answerBytes = 0;
    let received = 0;
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received += chunk.length;
      if (answers === 0 && answerBytes === 0) {
        const head = chunk.toString('latin1');
        if (!head.startsWith(`HTTP/1.1 ${status}`)) return reject(new Error(`not a ${status}: ${head.slice(0, 200)}`));
        const length = /content-length: (\d+)/i.exec(head)?.[1];
        answerBytes = head.indexOf('\r\n\r\n') + 4 + Number(length);
      }
      if (received < answerBytes) return;
      received -= answerBytes;
      answers += 1;
      if (performance.now() < until) socket.write(request);
      else {
        socket.destroy();
        resolve(answers);
      }
    });
  });
}
