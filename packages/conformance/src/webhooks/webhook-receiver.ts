import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How often a wait for a delivery looks again. */
const lookEveryMs = 50;

/** One delivery as it came in. */
export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** The body as JSON; undefined when it is not JSON. */
  readonly body: unknown;
  readonly method: string;
  readonly atMs: number;
  /** What it was answered with. */
  readonly answered: number;
}

/** Says how the next delivery is answered: a status, and where a redirect leads. */
export type DeliveryAnswer = (delivery: Omit<Delivery, 'answered'>, count: number) => number | { redirectTo: string };

/** One address of the receiver, which takes the deliveries of one job. */
export interface Mailbox {
  readonly url: string;
  readonly deliveries: readonly Delivery[];
  /** Resolves with true as soon as `done` holds, and with false when the time is over. */
  readonly waitFor: (done: () => boolean, withinMs: number) => Promise<boolean>;
}

/** The receiver of webhooks of one run, on a loopback address. */
export interface WebhookReceiver {
  /** Opens an address of its own. Deliveries are answered 204 unless `answer` says otherwise. */
  readonly open: (answer?: DeliveryAnswer) => Mailbox;
  /** Every delivery to any address. */
  readonly all: () => readonly Delivery[];
  readonly close: () => Promise<void>;
}

interface OpenMailbox {
  readonly deliveries: Delivery[];
  readonly answer: DeliveryAnswer;
}

/** Listens on a free port. */
export async function openWebhookReceiver(): Promise<WebhookReceiver> {
  const mailboxes = new Map<string, OpenMailbox>();
  const server = createServer(async (request, response) => {
    const mailbox = mailboxes.get(request.url ?? '');
    const bytes = await readAll(request);
    if (mailbox === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { headers, method = '' } = request;
    const delivery = { headers, method, bytes, body: parseJson(bytes), atMs: performance.now() };
    const answer = mailbox.answer(delivery, mailbox.deliveries.length);
    const [status, more] = typeof answer === 'number' ? [answer, {}] : [302, { Location: answer.redirectTo }];
    mailbox.deliveries.push({ ...delivery, answered: status });
    response.writeHead(status, more).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    open(answer = () => 204) {
      const path = `/mailbox-${mailboxes.size + 1}`;
      const deliveries: Delivery[] = [];
      mailboxes.set(path, { deliveries, answer });
      return {
        url: `http://127.0.0.1:${port}${path}`,
        deliveries,
        async waitFor(done, withinMs) {
          const end = performance.now() + withinMs;
          while (!done() && performance.now() < end) await pause(lookEveryMs);
          return done();
        },
      };
    },
    all: () => [...mailboxes.values()].flatMap(({ deliveries }) => deliveries),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
