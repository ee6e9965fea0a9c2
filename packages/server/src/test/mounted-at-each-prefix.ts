import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { type MountedRouter, mountedRouter } from './mounted-router.ts';
import { type Received, tinyOperations } from './tiny-operations.ts';

/** What every test of a mounted router has at hand. */
export interface MountedAtPrefix {
  readonly prefix: string;
  /** What reached a handler during the test. */
  readonly received: readonly Received[];
  readonly send: MountedRouter['send'];
}

/** The same tests on a router at the root of an app, and on one that is mounted below a path of it. */
export function mountedAtEachPrefix(describeTests: (given: MountedAtPrefix) => void): void {
  describe.each([{ prefix: '' }, { prefix: '/api/v2' }])('the router mounted at "$prefix"', ({ prefix }) => {
    const received: Received[] = [];
    let router: MountedRouter;

    beforeAll(async () => {
      router = await mountedRouter(tinyOperations(received), { prefix });
    });

    afterEach(() => {
      received.length = 0;
    });

    afterAll(() => router.close());

    describeTests({ prefix, received, send: (request) => router.send(request) });
  });
}
