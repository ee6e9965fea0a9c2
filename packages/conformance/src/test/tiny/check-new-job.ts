import type { ConformanceClass, CreateJobRequest } from '@jobwire/contract';
import { readInstant } from './instant.ts';
import { anyInput, checkInput, isOffered } from './job-types.ts';
import { wrongBody } from './refusal.ts';
import { checkBody } from './request-schemas.ts';
import type { World } from './world.ts';

/** How far ahead a job may be scheduled, in seconds: 365 days. */
export const scheduledAheadSeconds = 31_536_000;

/** What belongs to a class that not every server serves. */
const membersOf: readonly (readonly [keyof CreateJobRequest, ConformanceClass])[] = [
  ['scheduled_for', 'scheduling'],
  ['timeout_seconds', 'scheduling'],
  ['webhook', 'webhooks'],
];

/**
 * Holds the body of `createJob` against every rule.
 *
 * @throws Refusal
 */
export function checkNewJob(world: World, body: unknown): void {
  const request = body as CreateJobRequest;
  if (typeof request.type === 'string' && world.breaks('a type in capitals is taken')) {
    request.type = request.type.toLowerCase();
  }
  checkBody(world, 'CreateJobRequest', body);
  for (const [member, conformanceClass] of membersOf) {
    const overlooked = world.breaks('members of a class that is not served are overlooked');
    if (request[member] !== undefined && !world.serves(conformanceClass) && !overlooked) {
      throw wrongBody({ pointer: `/${member}`, message: 'is not served here' });
    }
  }
  checkWork(world, request);
  checkSchedule(world, request.scheduled_for);
  checkReceiver(request.webhook?.url);
}

function checkWork(world: World, { type, input }: CreateJobRequest): void {
  const lax =
    world.breaks('an input that does not fit its type is taken') ||
    (input === undefined && world.breaks('an input may be left out')) ||
    (Array.isArray(input) && world.breaks('an input may be a list'));
  if (!isOffered(type) && world.breaks('any type of job is taken')) {
    return;
  }
  checkInput(type, lax ? anyInput(type) : input);
}

function checkSchedule(world: World, scheduledFor: string | undefined): void {
  if (scheduledFor === undefined) {
    return;
  }
  const instant = readInstant(scheduledFor);
  if (instant === null) {
    throw wrongBody({ pointer: '/scheduled_for', message: 'is a time that does not exist' });
  }
  if (instant < Date.now() && world.breaks('a job scheduled for the past is refused')) {
    throw wrongBody({ pointer: '/scheduled_for', message: 'has passed' });
  }
  const tooFar = instant > Date.now() + scheduledAheadSeconds * 1_000;
  if (tooFar && !world.breaks('a job may be scheduled years ahead')) {
    throw wrongBody({ pointer: '/scheduled_for', message: 'is more than a year ahead' });
  }
}

/** Sends over TLS, or to this machine. */
function checkReceiver(url: string | undefined): void {
  if (url === undefined) {
    return;
  }
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  const onThisMachine = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && onThisMachine)) {
    throw wrongBody({ pointer: '/webhook/url', message: 'is no place that I send to' });
  }
}
