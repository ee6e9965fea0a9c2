import { fixtures } from '../check-breaking/fixtures/fixtures.ts';
import { betweenMarks } from './guide-marks.ts';

/** The guide to compatibility with its table of changes, which is what the gate is tested with. */
export function compatibilityGuide(current: string): string {
  const tables = fixtures.map(({ title, fixtures }) => {
    const rows = fixtures.map(({ change, want, breaks, because, by }) => {
      const verdict = want === 'breaking' ? `breaks ${breaks}` : want;
      return `| ${change} | ${verdict} | ${because} | ${by.startsWith('jobwire/') ? 'ours' : 'redocly'} |`;
    });
    return [`### ${title}`, '', '| change | verdict | because | judged by |', '|---|---|---|---|', ...rows].join('\n');
  });
  return betweenMarks(current, 'changes', `\n${tables.join('\n\n')}\n`);
}
