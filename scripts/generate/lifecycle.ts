import { type ContractDocument, enumOf } from './contract-document.ts';
import { docComment, enumeration, literal } from './source-text.ts';

/** Statuses, events and the transition table. */
export function lifecycleModule(document: ContractDocument): string {
  const transitions = document['x-jobwire-transitions'];
  const statuses = document.components.schemas.JobStatus;
  const causes = [...new Set(transitions.map((transition) => transition.cause))];
  return (
    enumeration('jobStatuses', 'JobStatus', enumOf(document, 'JobStatus'), 'Where a job can be, in lifecycle order.') +
    enumeration(
      'terminalJobStatuses',
      'TerminalJobStatus',
      statuses?.['x-jobwire-terminal'] ?? [],
      'The statuses that no transition leaves.',
    ) +
    docComment('What puts a job into each status and what takes it out.') +
    `export const jobStatusDescriptions: Readonly<Record<JobStatus, string>> = ${literal(statuses?.['x-enumDescriptions'] ?? {})};\n\n` +
    enumeration('jobEventTypes', 'JobEventType', enumOf(document, 'JobEventType'), 'The types of a job’s events.') +
    enumeration(
      'webhookEventTypes',
      'WebhookEventType',
      enumOf(document, 'WebhookEventType'),
      'The events that a webhook can be asked for.',
    ) +
    enumeration('transitionCauses', 'TransitionCause', causes, 'What makes a job move.') +
    docComment('Every legal move of a job: there are no others.') +
    `export const transitions = ${literal(transitions)} as const;\n`
  );
}
