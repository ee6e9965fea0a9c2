import { membersOf, within } from '../api-document.ts';
import type { Finding } from '../finding.ts';
import { type DescribedOperation, operationsOf, operationsOfBoth } from '../operations-of.ts';
import { breaking, type Rule } from './rule.ts';

/** Who may call an operation, what it may answer well, to which class it belongs, and the names of its path parameters. */
export const operationsChanged: Rule = (before, after) => [
  ...operationsOfBoth(before, after).flatMap(({ was, is }) => [
    ...successesAdded(was, is),
    ...accessNarrowed(was, is),
    ...classMoved(was, is),
    ...parametersRenamed(was, is),
  ]),
  ...operationsOf(after)
    .filter(({ route }) => !operationsOf(before).some((was) => was.route === route))
    .filter(({ operation }) => classesOf(before).has(operation['x-jobwire-class'] as string))
    .map(({ place, operation }) =>
      breaking(
        'servers',
        'operation-in-old-class',
        place,
        `The operation is new and belongs to class \`${operation['x-jobwire-class']}\`, which servers serve without it. Give it a class of its own.`,
      ),
    ),
];

/** A client that knows 201 does not know what to do with 202; an unknown 4xx or 5xx is a problem like any other. */
function successesAdded(was: DescribedOperation, is: DescribedOperation): Finding[] {
  const earlier = membersOf(was.operation.responses).map(([status]) => status);
  return membersOf(is.operation.responses)
    .filter(([status]) => /^[123]/.test(status) && !earlier.includes(status))
    .map(([status]) =>
      breaking(
        'clients',
        'success-added',
        within(is.place, 'responses', status),
        `The operation may answer ${status}, which clients do not expect.`,
      ),
    );
}

function accessNarrowed(was: DescribedOperation, is: DescribedOperation): Finding[] {
  if (was.operation['x-jobwire-access'] !== 'read' || is.operation['x-jobwire-access'] === 'read') return [];
  return [breaking('clients', 'access-narrowed', is.place, 'A key that may only read is refused now.')];
}

function classMoved(was: DescribedOperation, is: DescribedOperation): Finding[] {
  const [earlier, now] = [was.operation['x-jobwire-class'], is.operation['x-jobwire-class']];
  if (earlier === now) return [];
  const message = `The operation belonged to class \`${earlier}\` and belongs to \`${now}\`. Capabilities of servers say something else now.`;
  return [breaking('servers', 'class-moved', is.place, message)];
}

/** They are not on the wire, but in what is generated from the contract. */
function parametersRenamed(was: DescribedOperation, is: DescribedOperation): Finding[] {
  if (was.path === is.path) return [];
  return [
    breaking(
      'clients',
      'path-parameter-renamed',
      is.place,
      `${was.path} became ${is.path}. Generated clients name the parameter.`,
    ),
  ];
}

function classesOf(document: Parameters<Rule>[0]): ReadonlySet<string> {
  return new Set(operationsOf(document).map(({ operation }) => operation['x-jobwire-class'] as string));
}
