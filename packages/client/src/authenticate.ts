import type { Middleware } from 'openapi-fetch';
import { checkApiKey } from './api-key.ts';

/** Puts the key on every request, asking for it anew each time. What `getApiKey` throws reaches the caller unchanged. */
export function authenticate(getApiKey: () => string | Promise<string>): Middleware {
  return {
    async onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${checkApiKey(await getApiKey(), '`getApiKey`')}`);
      return request;
    },
  };
}
