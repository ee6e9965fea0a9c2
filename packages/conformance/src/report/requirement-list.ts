import { type OperationId, operations } from '@jobwire/contract';
import { operationsOfChecks } from '../generated/operations-of-checks.ts';
import type { Requirement } from '../requirements/requirement.ts';
import type { RequirementId } from '../requirements/requirements.ts';

function calledBy(id: RequirementId): string[] {
  return operationsOfChecks[id].map((name) => {
    // A check may also try paths that belong to no operation.
    if (!(name in operations)) return name;
    const { method, path } = operations[name as OperationId];
    return `${name} (${method.toUpperCase()} ${path})`;
  });
}

/** Writes requirements as a list, with the operations that their checks call. Nothing is sent for it. */
export function formatRequirements(requirements: readonly (Requirement & { readonly id: RequirementId })[]): string {
  const width = Math.max(0, ...requirements.map(({ id }) => id.length));
  const lines = requirements.flatMap(({ id, level, class: conformanceClass, sentence }) => {
    const calls =
      operationsOfChecks[id].length === 0 ? 'judged by all answers of the run' : `calls ${calledBy(id).join(', ')}`;
    return [
      `${id.padEnd(width)}  ${level.toUpperCase().padEnd(6)}  ${conformanceClass.padEnd(11)}  ${sentence}`,
      `${' '.repeat(width)}  ${calls}`,
    ];
  });
  return [...lines, '', `${requirements.length} requirements; nothing was sent.`].join('\n');
}
