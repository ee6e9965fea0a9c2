import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The floors of the house, from the ground up. A room may import from itself and from the rooms it names. */
const rooms: Record<string, readonly string[]> = {
  'packages/contract': [],
  'packages/server': ['packages/contract'],
  'packages/client': ['packages/contract'],
  'packages/conformance': ['packages/contract'],
  'packages/docs': ['packages/contract'],
  'packages/mock': ['packages/contract', 'packages/server', 'packages/docs'],
  'packages/cli': ['packages/contract', 'packages/server', 'packages/mock', 'packages/conformance', 'packages/docs'],
};

/** The floors inside the server. */
const serverRooms: Record<string, readonly string[]> = {
  domain: [],
  schema: [],
  router: ['schema'],
  storage: ['domain'],
  dispatch: ['domain'],
  webhooks: ['domain'],
  engine: ['domain', 'schema'],
  'job-types': ['engine'],
  http: ['domain', 'engine', 'router'],
  // Watches the others from outside; none of them knows it.
  telemetry: ['domain', 'engine', 'router'],
};

/** What only one room may know. */
const reserved: Record<string, readonly string[]> = {
  'prom-client': ['packages/server/src/telemetry/'],
  '@opentelemetry/api': ['packages/server/src/telemetry/'],
  'node:sqlite': ['packages/server/src/storage/'],
  kysely: ['packages/server/src/storage/'],
  pg: ['packages/server/src/storage/', 'packages/server/src/test/postgres/'],
  express: [
    'packages/server/src/router/',
    'packages/server/src/http/',
    'packages/server/src/create-app.ts',
    'packages/server/src/create-job-server.ts',
  ],
  'express-openapi-validator': ['packages/server/src/router/'],
  '@jobwire/contract': [
    'packages/server/src/router/',
    'packages/server/src/http/',
    'packages/server/src/create-app.ts',
  ],
};

const packageOf: Record<string, string> = {
  '@jobwire/contract': 'packages/contract',
  '@jobwire/server': 'packages/server',
  '@jobwire/client': 'packages/client',
  '@jobwire/mock': 'packages/mock',
  '@jobwire/conformance': 'packages/conformance',
  '@jobwire/docs': 'packages/docs',
};

interface Import {
  readonly from: string;
  /** A file from the root of the repository, or the specifier of a package. */
  readonly to: string;
}

const imports = await readImports();

test('packages import only from the floors below', () => {
  const wrong = imports.filter(({ from, to }) => {
    const room = roomOf(from);
    const target = roomOf(to) ?? packageOf[packageName(to)];
    return room !== undefined && target !== undefined && target !== room && !rooms[room]?.includes(target);
  });
  expect(wrong).toEqual([]);
});

test('rooms of the server import only from the floors below', () => {
  const serverRoomOf = (file: string) => /^packages\/server\/src\/([\w-]+)\//.exec(file)?.[1];
  const wrong = imports.filter(({ from, to }) => {
    const room = serverRoomOf(from);
    const target = serverRoomOf(to);
    if (room === undefined || room === 'test') return false;
    return target !== undefined && target !== room && !serverRooms[room]?.includes(target);
  });
  expect(wrong).toEqual([]);
});

test('what one room alone may know is imported nowhere else', () => {
  const wrong = imports.filter(({ from, to }) => {
    const allowed = reserved[to];
    return (
      allowed !== undefined && from.startsWith('packages/server/') && !allowed.some((place) => from.startsWith(place))
    );
  });
  expect(wrong).toEqual([]);
});

test('no import leads back to where it came from', () => {
  const targets = Map.groupBy(imports, ({ from }) => from);
  const cycles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const { to } of targets.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) walk(file, []);
  expect(cycles).toEqual([]);
});

function roomOf(file: string): string | undefined {
  return Object.keys(rooms).find((room) => file.startsWith(`${room}/`));
}

function packageName(specifier: string): string {
  return specifier.split('/').slice(0, 2).join('/');
}

/** Every import of every source file; tests may look anywhere and are left out. */
async function readImports(): Promise<Import[]> {
  const files = ts.sys
    .readDirectory(join(root, 'packages'), ['.ts'], ['**/node_modules', '**/dist', '**/generated'], ['*/src/**/*.ts'])
    .filter(
      (file) => !file.endsWith('.test.ts') && !file.includes(`${sep}test${sep}`) && !/-suite(\.ts$|[\\/])/.test(file),
    );
  expect(files.length).toBeGreaterThan(50);
  const found = await Promise.all(
    files.map(async (file) => {
      const { importedFiles } = ts.preProcessFile(await readFile(file, 'utf8'));
      const from = fromRoot(file);
      return importedFiles.map(({ fileName }) => ({
        from,
        to: fileName.startsWith('.') ? fromRoot(join(dirname(file), fileName)) : fileName,
      }));
    }),
  );
  return found.flat();
}

function fromRoot(file: string): string {
  return relative(root, file).split(sep).join('/');
}
