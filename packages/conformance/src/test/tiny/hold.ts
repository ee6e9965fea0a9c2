import { type Call, headerOf } from './call.ts';
import type { TinyJob } from './tiny-job.ts';

/** The longest wait, in seconds. */
export const longestWaitSeconds = 60;

/** What a wait came to. */
export interface Held {
  /** `Preference-Applied`, where it was. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether too many answers are held already. */
  readonly refused: boolean;
}

/** Holds the answer for as long as `Prefer` asks for, or until `done` is true. */
export async function hold(call: Call, job: TinyJob, done: () => boolean): Promise<Held> {
  const { world, caller } = call;
  const seconds = readWait(call);
  if (seconds === null) {
    return { headers: {}, refused: false };
  }
  const silent = world.breaks('a wait is not told in Preference-Applied');
  const headers: Record<string, string> = silent ? {} : { 'preference-applied': `wait=${seconds}` };
  if (seconds === 0 || (done() && !world.breaks('a job that has ended is held'))) {
    return { headers, refused: false };
  }
  const held = world.held.get(caller.organization) ?? 0;
  const full = held >= world.settings.waitersPerOrganization;
  if (full && !world.breaks('more answers are held than the cap allows')) {
    return { headers: {}, refused: true };
  }
  world.held.set(caller.organization, held + 1);
  await untilDone(call, job, done, world.breaks('a wait is over after half a second') ? 500 : seconds * 1_000);
  world.held.set(caller.organization, (world.held.get(caller.organization) ?? 1) - 1);
  return { headers, refused: false };
}

/** The seconds that are asked for and applied; null when none are, or they are malformed. */
function readWait(call: Call): number | null {
  const { world } = call;
  if (!world.serves('wait') || world.breaks('a wait is not applied')) {
    return null;
  }
  for (const preference of headerOf(call, 'Prefer')?.split(',') ?? []) {
    if (headerOf(call, 'Prefer')?.includes(',') && world.breaks('a wait beside another preference is overlooked')) {
      return null;
    }
    const [, digits] = /^\s*wait\s*=\s*"?(\d+)"?\s*(?:;.*)?$/i.exec(preference) ?? [];
    if (digits !== undefined) {
      const asked = digits === '0' && world.breaks('a wait of nothing is one of ten seconds') ? 10 : Number(digits);
      return world.breaks('a wait may be of any length') ? asked : Math.min(asked, longestWaitSeconds);
    }
    if (/^\s*wait\s*=/i.test(preference) && world.breaks('a malformed wait is taken for five seconds')) {
      return 5;
    }
  }
  return null;
}

function untilDone({ world, reply }: Call, job: TinyJob, done: () => boolean, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      callOff();
      offClose();
      job.watchers.delete(look);
      resolve();
    };
    const look = () => {
      if (done() && world.breaks('those who wait are told of a change ten seconds late')) {
        world.timers.after(10_000, finish);
      } else if (done()) {
        finish();
      }
    };
    const callOff = world.timers.after(ms, finish);
    const offClose = reply.onClose(finish);
    job.watchers.add(look);
  });
}
