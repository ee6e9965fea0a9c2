import { createHttpServer } from '@jobwire/server';
import { formatControlOperations } from '../control/format-control-operations.ts';
import { MockControl } from '../control/mock-control.ts';
import { listenOn } from '../http/listen-on.ts';
import { answerLive } from './answer-live.ts';
import { checkLiveOptions } from './check-live-options.ts';
import type { LiveMockOptions } from './live-mock-options.ts';
import { createMockWorld, type MockWorld } from './mock-world.ts';

/** A mock whose jobs live. */
export interface LiveMock {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** The same as `/__mock` over HTTP. */
  readonly control: MockControl;
  /** What can be told below `/__mock`, as lines for a person. */
  readonly controlHelp: string;
  /** Ends every job, closes every connection and frees the port. Calling it again does nothing more. */
  stop(): Promise<void>;
}

/** Starts the mock with a state machine behind it. */
export async function startLiveMock(options: LiveMockOptions): Promise<LiveMock> {
  const { host, port, log } = options;
  const onError = options.onError ?? ((error: unknown) => console.error(error));
  checkLiveOptions(options);
  let world: MockWorld = await createMockWorld(options);
  // One after the other, so that no world is left behind open.
  let resets = Promise.resolve();
  const beginAnew = async () => {
    const before = world;
    world = await createMockWorld(options);
    await before.close();
  };
  const control = new MockControl(
    () => world,
    () => {
      resets = resets.then(beginAnew);
      return resets;
    },
  );
  const server = createHttpServer((request, response) => {
    if (log !== undefined) {
      const path = (request.url ?? '').split('?')[0];
      response.once('close', () =>
        log(`${request.method} ${path} ${response.headersSent ? response.statusCode : '-'}`),
      );
    }
    answerLive({ world, control }, request, response).catch((error: unknown) => {
      onError(error);
      response.destroy();
    });
  });
  const url = await listenOn(server, host, port).catch(async (error: unknown) => {
    await world.close();
    throw error;
  });
  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    await world.close();
    server.closeAllConnections();
    await closed;
  }
  return {
    url,
    control,
    controlHelp: formatControlOperations(),
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
