import type { RequestHandler } from 'express';
import { requestIdOf } from '../router/request-id.ts';

/** What also those answers carry that are not of the contract, such as health and the reference. */
export const plainHeaders: RequestHandler = (request, response, next) => {
  response.setHeader('X-Request-Id', requestIdOf(request));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  next();
};
