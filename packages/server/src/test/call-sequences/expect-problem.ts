import { expect } from 'vitest';
import type { Answer } from '../running-server.ts';

export function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.body?.code], answer.text).toEqual([status, code]);
}
