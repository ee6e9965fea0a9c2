import type { ConformanceClass } from '@jobwire/contract';
import type { Fault } from '../faults.ts';
import { Cursors } from './cursors.ts';
import type { FirstAnswers } from './first-answers.ts';
import { RateLimits } from './rate-limits.ts';
import { type Settings, type TinyOptions, usualSettings } from './settings.ts';
import { Timers } from './timers.ts';
import type { TinyJob } from './tiny-job.ts';

/** Everything that one server knows. Two servers share nothing. */
export interface World {
  readonly settings: Settings;
  readonly timers: Timers;
  /** Aborted when the server closes. */
  readonly closed: AbortSignal;
  readonly close: () => void;
  readonly jobs: Map<string, TinyJob>;
  /** Jobs that are gone. Their ids are never used again. */
  readonly deleted: WeakSet<TinyJob>;
  /** Jobs that could start now. */
  readonly ready: Set<TinyJob>;
  /** Jobs that are worked on, also when they have ended meanwhile. */
  readonly working: Set<TinyJob>;
  readonly cursors: Cursors;
  readonly firstAnswers: FirstAnswers;
  readonly rateLimits: RateLimits;
  /** How many answers are held for each organization. */
  readonly held: Map<string, number>;
  /** Whether this is the one thing that the server does wrong. */
  breaks(fault: Fault): boolean;
  serves(conformanceClass: ConformanceClass): boolean;
}

export function newWorld({ fault, ...options }: TinyOptions): World {
  const settings: Settings = { ...usualSettings, ...options };
  const timers = new Timers();
  const closing = new AbortController();
  return {
    settings,
    timers,
    closed: closing.signal,
    close() {
      timers.stop();
      closing.abort();
    },
    jobs: new Map(),
    deleted: new WeakSet(),
    ready: new Set(),
    working: new Set(),
    cursors: new Cursors(),
    firstAnswers: new Map(),
    rateLimits: new RateLimits(settings.requestsPerMinute, settings.rateWindowMs),
    held: new Map(),
    breaks: (asked) => asked === fault,
    serves: (conformanceClass) => settings.classes.includes(conformanceClass),
  };
}
