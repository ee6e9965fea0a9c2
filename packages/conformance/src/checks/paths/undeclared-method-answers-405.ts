import { type OperationId, operations } from '@jobwire/contract';
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
    const methods = methodsOf(declared, served);
    // An operation that is declared and not served is another matter: it answers 404.
    const declaredMethods = methodsOf(declared, Object.keys(operations) as OperationId[]);
    const path = declared.replace('{job_id}', unknownJobId(random));
    for (const method of ['PUT', 'PATCH', 'DELETE', 'POST'].filter((one) => !declaredMethods.includes(one))) {
      const exchange = await callPath(method, path);
      expectProblem(exchange, 'method_not_allowed', `since ${path} has no ${method}`);
      const allowed = (headerOf(exchange, 'Allow') ?? '').split(',').map((name) => name.trim());
      if (methods.some((name) => !allowed.includes(name)) || allowed.includes(method)) {
        fail(`Allow with ${methods.join(', ')} and without ${method}`, allowed.join(', ') || 'nothing', exchange);
      }
    }
  }
};

function methodsOf(path: string, ids: readonly OperationId[]): string[] {
  return ids.filter((id) => operations[id].path === path).map((id) => operations[id].method.toUpperCase());
}
