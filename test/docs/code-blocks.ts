/** What keeps the code blocks of one language on one page true. */
export interface KeptBlocks {
  /** How many there are. A new block needs a look at the test, and then another number here. */
  readonly count: number;
  /** The test that runs them, or holds them against what they show. */
  readonly by: string;
}

const docs = 'test/docs';
const site = `${docs}/site-guides.test.ts`;
const programs = `${docs}/guide-programs.test.ts`;
const webhooks = `${docs}/webhooks-guide.test.ts`;
const mock = `${docs}/mock-guide.test.ts`;
const moving = `${docs}/moving-guides.test.ts`;
const ownBackend = `${docs}/own-backend.test.ts`;
const pages = `${docs}/code-blocks.test.ts`;

/**
 * Every code block of the README and the guides, by page and language, with the test that keeps it. Whoever adds a block adds it to
 * such a test and counts it here; `code-blocks.test.ts` finds those that nobody keeps.
 */
export const keptBlocks: Readonly<Record<string, Readonly<Record<string, KeptBlocks>>>> = {
  'README.md': {
    sh: { count: 4, by: 'test/readme.test.ts' },
    ts: { count: 1, by: 'test/readme.test.ts' },
  },
  'ARCHITECTURE.md': { text: { count: 2, by: pages } },
  ...guide('cancel', { sh: { count: 2, by: site }, ts: { count: 1, by: programs } }),
  ...guide('configuration', {
    sh: { count: 1, by: 'test/guides.test.ts' },
    text: { count: 1, by: 'test/guides.test.ts' },
  }),
  ...guide('conformance', {
    sh: { count: 3, by: ownBackend },
    text: { count: 2, by: ownBackend },
    yaml: { count: 3, by: ownBackend },
  }),
  ...guide('errors', {
    ts: { count: 1, by: programs },
    json: { count: 19, by: 'scripts/generate/generated-files.test.ts' },
  }),
  ...guide('implement', { sh: { count: 1, by: ownBackend }, ts: { count: 8, by: ownBackend } }),
  ...guide('lifecycle', { sh: { count: 3, by: site } }),
  ...guide('limits', { text: { count: 1, by: `${docs}/limits-guide.test.ts` } }),
  ...guide('many-machines', {
    text: { count: 1, by: `${docs}/many-machines-guide.test.ts` },
    sh: { count: 3, by: `${docs}/many-machines-guide.test.ts` },
  }),
  ...guide('mock', {
    sh: { count: 8, by: mock },
    ts: { count: 4, by: mock },
    text: { count: 3, by: mock },
    yaml: { count: 1, by: mock },
  }),
  ...Object.assign(
    {},
    ...['galtea', 'sutro', 'retab', 'talonic'].map((vendor) =>
      guide(`moving-from-${vendor}`, {
        http: { count: 2, by: moving },
        ts: { count: 1, by: moving },
        text: { count: 1, by: moving },
      }),
    ),
  ),
  ...guide('operations', {
    sh: { count: 3, by: 'test/guides.test.ts' },
    ts: { count: 2, by: programs },
    sql: { count: 1, by: 'test/docs/alerts.test.ts' },
  }),
  ...guide('quickstart', { sh: { count: 9, by: site }, ts: { count: 1, by: site } }),
  ...guide('reliability', { sh: { count: 1, by: pages } }),
  ...guide('webhooks', {
    sh: { count: 4, by: webhooks },
    ts: { count: 1, by: webhooks },
    text: { count: 1, by: webhooks },
  }),
};

function guide(name: string, kept: Readonly<Record<string, KeptBlocks>>) {
  return { [`packages/docs/guides/${name}.md`]: kept };
}
