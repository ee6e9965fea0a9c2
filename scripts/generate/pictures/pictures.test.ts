import { jobStatuses, terminalJobStatuses, transitions } from '@jobwire/contract';
import { describe, expect, test } from 'vitest';
import { raceTimeline } from './race-timeline.ts';
import { races } from './races.ts';
import { stateDiagram } from './state-diagram.ts';

describe('the state diagram', () => {
  test('shows every status once, and a line for each two that a transition joins', () => {
    const svg = stateDiagram(transitions, terminalJobStatuses);
    for (const status of jobStatuses) expect(svg.split(`>${status}</text>`)).toHaveLength(2);
    const lines = new Set(transitions.map(({ from, to }) => `${from} ${to}`));
    expect(svg.match(/<path [^>]*fill="none"/g)).toHaveLength(lines.size);
  });

  test('draws the line of a new transition without being told how', () => {
    const added = { from: 'cancelling', to: 'failed', cause: 'work_failed', event: 'job.failed', description: '' };
    const [before, after] = [transitions, [...transitions, added]].map((table) =>
      stateDiagram(table, terminalJobStatuses),
    );
    expect(after?.match(/<path [^>]*fill="none"/g)?.length).toBe(
      (before?.match(/<path [^>]*fill="none"/g)?.length ?? 0) + 1,
    );
  });

  test('says in words all that it shows', () => {
    const [, description = ''] = /<desc[^>]*>(.*?)<\/desc>/.exec(stateDiagram(transitions, terminalJobStatuses)) ?? [];
    for (const { from, to } of transitions) expect(description).toContain(`${from ?? 'start'} to ${to}`);
  });
});

describe('the timelines', () => {
  test.each(races.map((race) => [race.name, race] as const))(
    '%s moves the job along transitions only',
    (_name, race) => {
      const statuses = race.steps.flatMap((step) => (step.kind === 'status' ? [step.status] : []));
      const legal = transitions.map(({ from, to }) => `${from} ${to}`);
      for (const [index, to] of statuses.slice(1).entries()) expect(legal).toContain(`${statuses[index]} ${to}`);
    },
  );

  test.each(races.map((race) => [race.name, race] as const))(
    '%s never shows a move after a terminal status',
    (_name, race) => {
      const terminal: readonly string[] = terminalJobStatuses;
      const statuses = race.steps.flatMap((step) => (step.kind === 'status' ? [step.status] : []));
      expect(statuses.slice(0, -1).filter((status) => terminal.includes(status))).toEqual([]);
    },
  );

  test('each has ids of its own, so that several stand on one page', () => {
    const ids = races.flatMap((race) => Array.from(raceTimeline(race).matchAll(/ id="([^"]+)"/g), ([, id]) => id));
    expect(ids).toEqual([...new Set(ids)]);
  });
});
