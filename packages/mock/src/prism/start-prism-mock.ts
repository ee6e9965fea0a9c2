import { createServer } from 'node:http';
import { spec as contract } from '@jobwire/contract/spec';
import { listenOn } from '../http/listen-on.ts';
import { sendMockProblem } from '../http/send-mock-problem.ts';
import type { MockOptions, RunningMock } from '../mock-options.ts';
import { answerFromSpec } from './answer-from-spec.ts';
import { mockedSpec } from './mocked-spec.ts';
import { fileState } from './on-file-change.ts';
import { readSpecFile } from './read-spec-file.ts';
import { reloadingSpec } from './reloading-spec.ts';

/** The mock that remembers nothing: Prism with the contract, or another spec, inside. */
export async function startPrismMock(options: MockOptions): Promise<RunningMock> {
  const { host, port, specFile, onReload, log } = options;
  const since = specFile === undefined ? '' : fileState(specFile);
  const spec = specFile === undefined ? (options.spec ?? contract) : await readSpecFile(specFile);
  const { createPrism } = await import('./create-prism.ts');
  const prism = await createPrism(spec, log);
  let mocked = mockedSpec(spec);
  const server = createServer((request, response) => {
    answerFromSpec(mocked, prism, request, response).catch((error: unknown) => {
      if (response.headersSent || request.destroyed) response.destroy();
      else sendMockProblem(response, 500, `This is a fault of the mock: ${(error as Error).message}`);
    });
  });
  const url = await listenOn(server, host, port);
  const stopReloading =
    specFile === undefined
      ? async () => {}
      : reloadingSpec(specFile, {
          since,
          onReload,
          async use(next) {
            await prism.replaceSpec(next);
            mocked = mockedSpec(next);
          },
        });
  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    await stopReloading();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
  return {
    url,
    get answers() {
      return mocked.answers;
    },
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
