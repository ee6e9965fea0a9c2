import { expect, test } from 'vitest';
import { type Logger, logs, silentLogger } from './logger.ts';

test.each<{ given: string; logger: Logger; want: boolean[] }>([
  { given: 'the console, which knows no levels', logger: console, want: [true, true] },
  { given: 'one that writes nothing', logger: silentLogger, want: [false, false] },
  {
    given: 'one that knows levels',
    logger: { ...silentLogger, isLevelEnabled: (level) => level === 'info' },
    want: [false, true],
  },
])('lines are put together for who sees them: $given', ({ logger, want }) => {
  expect([logs(logger, 'debug'), logs(logger, 'info')]).toEqual(want);
});
