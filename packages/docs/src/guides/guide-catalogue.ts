/** Some guides that belong together, in reading order. */
export interface GuideSection {
  readonly title: string;
  /** The name of each guide's file in `guides/`, without `.md`, and what one finds there. */
  readonly guides: Readonly<Record<string, string>>;
}

/** Every guide of the site, in reading order: a new one is a file in `guides/` and a line here. */
export const guideCatalogue: readonly GuideSection[] = [
  {
    title: 'Begin',
    guides: {
      quickstart: 'From nothing to a cancelled job in five minutes.',
      lifecycle: 'Seven statuses, and what moves a job between them.',
      cancel: 'What comes of a cancel, with a timeline for each race.',
    },
  },
  {
    title: 'Use a server',
    guides: {
      errors: 'Each problem code: when it is given, and what to do about it.',
      webhooks: 'How to be told instead of asking.',
      mock: 'Any answer on demand, and jobs that live, before there is a server.',
      compatibility: 'What may change, and what a client has to tolerate.',
    },
  },
  {
    title: 'Offer the contract',
    guides: {
      implement: 'The contract in a backend of your own, in Express or in another language.',
      conformance: 'The kit in CI: its configuration, its reports, and how to read a failure.',
    },
  },
  {
    title: 'Come from another API',
    guides: {
      'moving-from-galtea': 'Galtea, word by word and call by call.',
      'moving-from-sutro': 'Sutro, word by word and call by call.',
      'moving-from-retab': 'Retab, word by word and call by call.',
      'moving-from-talonic': 'Talonic, word by word and call by call.',
    },
  },
  {
    title: 'Run the server',
    guides: {
      configuration: 'Every setting of jobwire serve.',
      operations: 'Health, metrics, log, traces, and how a server stops.',
      limits: 'Every bound of a server, and why it is as it is.',
      reliability: 'What is promised, and how each promise is tried.',
      security: 'What a server does against whom.',
    },
  },
];

/** The names of all guides in reading order. */
export const guideNames = guideCatalogue.flatMap(({ guides }) => Object.keys(guides));
