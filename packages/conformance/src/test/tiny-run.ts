import type { RunOptions } from '../runner/run-options.ts';
import { tinyWebhookSecret } from './tiny/settings.ts';
import { tinyKeys } from './tiny-keys.ts';

/** How the kit is run against a tiny server: with everything that it can be given. */
export function tinyRun(options: Partial<RunOptions>): RunOptions {
  return {
    keys: tinyKeys,
    webhookSecret: tinyWebhookSecret,
    jobs: { stubborn: { type: 'demo.batch', input: { items: 1, item_ms: 60_000, ignore_cancel: true } } },
    limits: { seconds: 540 },
    ...options,
  };
}
