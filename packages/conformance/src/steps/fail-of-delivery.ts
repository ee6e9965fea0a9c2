import { CheckFailed } from '../runner/check-failed.ts';
import type { Delivery } from '../webhooks/webhook-receiver.ts';

/** Headers of each connection, which say nothing of the contract. */
const headersOfEveryRequest: readonly string[] = [
  'accept-encoding',
  'connection',
  'date',
  'keep-alive',
  'transfer-encoding',
];

/** A body is cut after this many characters. */
const shownCharacters = 2_000;

/** Ends the check as failed, with the webhook that shows it. Both texts are parts of a sentence. */
export function failOfDelivery(expected: string, actual: string, delivery: Delivery): never {
  throw new CheckFailed({ expected, actual, exchange: null, delivery: deliveryLines(delivery) });
}

/** What the server sent, and what it was answered. */
function deliveryLines({ method, headers, bytes, answered }: Delivery): string[] {
  const shown = Object.entries(headers).filter(([name]) => !headersOfEveryRequest.includes(name));
  return [
    `< ${method} to the receiver of the kit`,
    ...shown.map(([name, value]) => `< ${name}: ${String(value)}`),
    `< ${bytes.toString('utf8').slice(0, shownCharacters)}`,
    `> ${answered}`,
  ];
}
