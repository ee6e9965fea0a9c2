import { spec as contract } from '@jobwire/contract/spec';
import { listenError } from './listen-error.ts';
import { mockAnswers } from './mock-answers.ts';
import type { MockOptions, RunningMock } from './mock-options.ts';
import { mockUrl } from './mock-url.ts';
import { readSpecFile } from './read-spec-file.ts';
import { reloadingSpec } from './reloading-spec.ts';
import { trackConnections } from './track-connections.ts';

/** The mock that remembers nothing: Prism with the contract, or another spec, inside. */
export async function startPrismMock(options: MockOptions): Promise<RunningMock> {
  const { host = '127.0.0.1', port = 0, specFile, onReload, log } = options;
  if (options.spec !== undefined && specFile !== undefined) {
    throw new TypeError('A mock has either `spec` or `specFile`, and not both.');
  }
  let spec = specFile === undefined ? (options.spec ?? contract) : await readSpecFile(specFile);
  const { createPrismServer } = await import('./create-prism-server.ts');
  const server = await createPrismServer(spec, log);
  // Prism rejects with the text of the error.
  const address = await server.listen(port, host).catch((reason: unknown) => {
    throw listenError(host, port, reason instanceof Error ? reason.message : String(reason));
  });
  const boundPort = Number(/:(\d+)$/.exec(address)?.[1]);
  const connections = trackConnections(boundPort);
  const stopReloading =
    specFile === undefined
      ? async () => {}
      : reloadingSpec(specFile, {
          onReload,
          async use(next) {
            await server.replaceSpec(next);
            spec = next;
          },
        });
  let stopped: Promise<void> | undefined;
  return {
    url: mockUrl(host, boundPort),
    get answers() {
      return mockAnswers(spec);
    },
    stop() {
      stopped ??= stopReloading().then(() => closeAll(server, connections));
      return stopped;
    },
  };
}

async function closeAll(server: { close(): Promise<void> }, connections: { close(): void }): Promise<void> {
  const closed = server.close();
  connections.close();
  await closed;
}
