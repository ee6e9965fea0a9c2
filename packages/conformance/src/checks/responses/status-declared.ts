import { judgeResponses } from '../../validation/judge-responses.ts';
import type { Check } from '../check.ts';

/** Holds every answer of the run against it. */
export const statusDeclared: Check = async (context) => judgeResponses(context, 'responses/status-declared');
