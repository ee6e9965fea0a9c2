import type { SeededRandom } from './seeded-random.ts';

/** The body of a create: mostly small jobs that succeed, some that fail, rest, wait for their time or run out of it. */
export function newJobBody(random: SeededRandom): Record<string, unknown> {
  const input: Record<string, unknown> = { items: random.between(0, 12), item_ms: random.between(0, 60) };
  if (random.chance(0.1)) input.fail_at = random.between(0, 5);
  if (random.chance(0.1)) input.retries = 1;
  if (random.chance(0.05)) input.deaf = true;
  return {
    type: 'history.steps',
    input,
    max_attempts: random.between(1, 4),
    priority: random.between(0, 9),
    ...(random.chance(0.5) ? { metadata: { batch: String(random.between(0, 9)) } } : {}),
    ...(random.chance(0.1) ? { timeout_seconds: random.between(1, 5) } : {}),
    ...(random.chance(0.1) ? { scheduled_for: new Date(Date.now() + random.between(0, 3000)).toISOString() } : {}),
  };
}
