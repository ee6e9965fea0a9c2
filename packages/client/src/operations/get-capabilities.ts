import type { Capabilities } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';

/** `JobsClient.capabilities` as a function. */
export function getCapabilities(connection: Connection, { signal }: RequestOptions = {}): Promise<Capabilities> {
  return request<Capabilities, 'get', '/v1/capabilities'>(connection, {
    method: 'get',
    path: '/v1/capabilities',
    signal,
    read: 'capabilities',
  });
}
