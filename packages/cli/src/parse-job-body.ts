import type { CreateJobRequest } from '@jobwire/contract';
import { UsageError } from './usage-error.ts';

/**
 * Reads the body that a job is to be created with. What the server takes is for the server to say.
 *
 * @throws {UsageError} when it is no JSON object with a type.
 */
export function parseJobBody(text: string, option: string): CreateJobRequest {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null || !('type' in body) || typeof body.type !== 'string') {
    throw new UsageError(
      `${option} takes the JSON body that creates a job, such as '{"type":"demo.batch","input":{"items":3,"item_ms":10}}'.`,
    );
  }
  return body as CreateJobRequest;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
