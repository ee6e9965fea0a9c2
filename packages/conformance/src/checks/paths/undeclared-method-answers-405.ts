import { operations } from '@jobwire/contract';
import { headerOf } from '../../runner/exchange.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { fail } from '../../steps/fail.ts';
import { servedOperations } from '../../steps/served-operations.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Uses undeclared methods on every declared path, and reads `Allow`. */
export const undeclaredMethodAnswers405: Check = async (context) => {
  const { callPath, random } = context;
  const served = servedOperations(context);
  const paths = new Set(served.map((operationId) => operations[operationId].path));
  for (const declared of paths) {
    const methods = served
      .filter((id) => operations[id].path === declared)
      .map((id) => operations[id].method.toUpperCase());
    const path = declared.replace('{job_id}', unknownJobId(random));
    for (const method of ['PUT', 'PATCH', 'DELETE', 'POST'].filter((one) => !methods.includes(one))) {
      const exchange = await callPath(method, path);
      expectProblem(exchange, 'method_not_allowed', `since ${path} has no ${method}`);
      const allowed = (headerOf(exchange, 'Allow') ?? '').split(',').map((name) => name.trim());
      if (methods.some((name) => !allowed.includes(name)) || allowed.includes(method)) {
        fail(`Allow with ${methods.join(', ')} and without ${method}`, allowed.join(', ') || 'nothing', exchange);
      }
    }
  }
};
