import type { Kysely } from 'kysely';
import { columnOf } from '../job-rows.ts';
import { prepareQuery } from '../prepared-query.ts';
import type { JobEventRow, JobInputRow, JobMetadataRow, JobRow, Tables } from '../tables.ts';
import { placeholders } from './placeholders.ts';

/** Creating a job and reading it. */
export function jobStatements(builder: Kysely<Tables>) {
  return {
    insertJob: prepareQuery<JobRow, never>((argument) =>
      builder.insertInto('jobs').values(placeholders<JobRow>(jobColumns, argument)),
    ),
    insertInput: prepareQuery<JobInputRow, never>((argument) =>
      builder.insertInto('job_inputs').values(placeholders<JobInputRow>(['job_id', 'input_json'], argument)),
    ),
    insertMetadata: prepareQuery<JobMetadataRow, never>((argument) =>
      builder
        .insertInto('job_metadata')
        .values(
          placeholders<JobMetadataRow>(
            ['organization_id', 'key', 'value', 'ended_as', 'created_at', 'job_id'],
            argument,
          ),
        ),
    ),
    endMetadata: prepareQuery<{ jobId: string; endedAs: string }, never>((argument) =>
      builder
        .updateTable('job_metadata')
        .set({ ended_as: argument('endedAs') })
        .where('job_id', '=', argument('jobId')),
    ),
    insertEvent: prepareQuery<JobEventRow, never>((argument) =>
      builder.insertInto('job_events').values(placeholders<JobEventRow>(eventColumns, argument)),
    ),
    findJob: prepareQuery<{ organizationId: string; jobId: string }, JobRow>((argument) =>
      builder
        .selectFrom('jobs')
        .selectAll()
        .where('id', '=', argument('jobId'))
        .where('organization_id', '=', argument('organizationId')),
    ),
    findInput: prepareQuery<{ jobId: string }, { input_json: string }>((argument) =>
      builder.selectFrom('job_inputs').select('input_json').where('job_id', '=', argument('jobId')),
    ),
    findEvents: prepareQuery<{ jobId: string; after: number; limit: number }, JobEventRow>((argument) =>
      builder
        .selectFrom('job_events')
        .selectAll()
        .where('job_id', '=', argument('jobId'))
        .where('sequence', '>', argument('after'))
        .orderBy('sequence')
        .limit(argument('limit')),
    ),
  };
}

const jobColumns = [...Object.values(columnOf), 'ready', 'stored_bytes'] as const;

export const eventColumns = [
  'job_id',
  'sequence',
  'type',
  'at',
  'from_status',
  'to_status',
  'attempt',
  'reason',
] as const satisfies readonly (keyof JobEventRow)[];
