import type { ContractDocument } from './contract-document.ts';
import { docComment, literal } from './source-text.ts';

/** Where the contract states each limit that the capabilities repeat, as a path into `components.schemas`. */
const places = {
  type_length: null,
  name_length: 'CreateJobRequest.properties.name.maxLength',
  reason_length: 'CancelJobRequest.properties.reason.maxLength',
  metadata_pairs: 'Metadata.maxProperties',
  metadata_key_length: 'Metadata.propertyNames.maxLength',
  metadata_value_length: 'Metadata.additionalProperties.maxLength',
  priority: 'CreateJobRequest.properties.priority.maximum',
  timeout_seconds: 'CreateJobRequest.properties.timeout_seconds.maximum',
  max_attempts: 'CreateJobRequest.properties.max_attempts.maximum',
  webhook_url_length: 'CreateJobWebhook.properties.url.maxLength',
  bulk_job_ids: 'CancelJobsRequest.properties.job_ids.maxItems',
} as const;

/** The limits that every server shares, read from the schemas that enforce them. */
export function limitsModule(document: ContractDocument): string {
  const limits: Record<string, number> = {};
  for (const [name, place] of Object.entries(places)) {
    limits[name] = place === null ? jobTypeLength(document) : numberAt(document.components.schemas, place);
  }
  const parameters = (document.components as unknown as { parameters: object }).parameters;
  limits.page_size = numberAt(parameters, 'Limit.schema.maximum');
  limits.idempotency_key_length = numberAt(parameters, 'IdempotencyKey.schema.maxLength');
  return (
    docComment('What the id of a job looks like: one that does not match is refused without a look-up.') +
    `export const jobIdPattern = /${patternOf(document, 'JobId')}/;\n\n` +
    docComment('The limits that the contract itself sets, under the names of the capabilities.') +
    `export const contractLimits = ${literal(limits)} as const;\n`
  );
}

/** A job type's length is bounded by its pattern: one letter and then at most `{0,n}` characters. */
function jobTypeLength(document: ContractDocument): number {
  const pattern = patternOf(document, 'JobType');
  const rest = /\{0,(\d+)\}\$$/.exec(pattern)?.[1];
  if (rest === undefined) throw new Error(`components.schemas.JobType.pattern has no bounded end: ${pattern}`);
  return Number(rest) + 1;
}

function patternOf(document: ContractDocument, schema: string): string {
  return (document.components.schemas[schema] as unknown as { pattern: string }).pattern;
}

function numberAt(root: object, place: string): number {
  let value: unknown = root;
  for (const step of place.split('.')) value = (value as Record<string, unknown> | undefined)?.[step];
  if (typeof value !== 'number') throw new Error(`the contract states no number at ${place}`);
  return value;
}
