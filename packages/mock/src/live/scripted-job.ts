import { type DemoBatchInput, defineJob, demoBatch, type JobDefinition } from '@jobwire/server';
import type { Scenarios } from './scenario.ts';
import { playScenario, type Stage } from './scripted-work.ts';

/** The type that the reference server has too: its input says how a job goes. It starts at once. */
export function demoBatchJob(scenarios: Scenarios, stage: Stage): JobDefinition {
  const { type, description, input } = demoBatch;
  return defineJob<unknown>({
    type,
    description,
    input,
    run: (run) => playScenario(run, { ...scenarios.of(type), ...(run.input as DemoBatchInput) }, stage),
  });
}

/** Any other type. It takes any input, and its scenario says how a job goes. */
export function scriptedJob(type: string, scenarios: Scenarios, stage: Stage): JobDefinition {
  return defineJob<unknown>({
    type,
    description: 'Goes as the mock was told, whatever its input says.',
    input: { type: 'object' },
    run: (run) => playScenario(run, scenarios.of(type), stage),
  });
}
