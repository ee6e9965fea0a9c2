/** The parts of the OpenAPI document that the generator reads, with the contract's own extension members. */
export interface ContractDocument {
  readonly 'x-jobwire-transitions': readonly TransitionEntry[];
  readonly 'x-jobwire-conformance-classes': Readonly<Record<string, ConformanceClassEntry>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationEntry>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, SchemaEntry>>;
    readonly responses: Readonly<Record<string, unknown>>;
  };
}

export interface TransitionEntry {
  readonly from: string | null;
  readonly to: string;
  readonly cause: string;
  readonly event: string;
  readonly description: string;
}

export interface ConformanceClassEntry {
  readonly required: boolean;
  readonly operations?: readonly string[];
}

export interface OperationEntry {
  readonly operationId: string;
  readonly 'x-jobwire-access': 'read' | 'write';
  readonly 'x-jobwire-class': string;
  readonly requestBody?: { readonly required?: boolean };
  readonly responses: Readonly<Record<string, unknown>>;
}

export interface SchemaEntry {
  readonly enum?: readonly string[];
  readonly 'x-enumDescriptions'?: Readonly<Record<string, string>>;
  readonly 'x-jobwire-terminal'?: readonly string[];
  readonly 'x-jobwire-problems'?: Readonly<Record<string, { status: number; title: string; retryable: boolean }>>;
}

const methods = new Set(['get', 'put', 'post', 'delete', 'patch']);

/** Every operation with its method and path, in the order of the document. */
export function operationsOf(document: ContractDocument) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => ({ method, path, operation })),
  );
}

/** The values of an enum schema. */
export function enumOf(document: ContractDocument, schema: string): readonly string[] {
  const values = document.components.schemas[schema]?.enum;
  if (values === undefined) throw new Error(`components.schemas.${schema} has no enum`);
  return values;
}

/** Where the document says one thing in two places, both must say the same. */
export function checkContract(document: ContractDocument): void {
  const faults: string[] = [];
  const mustBeIn = (values: Iterable<string | null>, allowed: Iterable<string>, place: string) => {
    const known = new Set(allowed);
    for (const value of values) {
      if (value !== null && !known.has(value)) faults.push(`${place} names ${value}, which is declared nowhere`);
    }
  };
  const statuses = enumOf(document, 'JobStatus');
  const classes = enumOf(document, 'ConformanceClass');
  const transitions = document['x-jobwire-transitions'];
  const operations = operationsOf(document).map(({ operation }) => operation);
  const operationIds = operations.map((operation) => operation.operationId);

  mustBeIn(
    transitions.flatMap(({ from, to }) => [from, to]),
    statuses,
    'x-jobwire-transitions',
  );
  mustBeIn(
    transitions.map(({ event }) => event),
    enumOf(document, 'JobEventType'),
    'x-jobwire-transitions',
  );
  mustBeIn(document.components.schemas.JobStatus?.['x-jobwire-terminal'] ?? [], statuses, 'x-jobwire-terminal');
  mustBeIn(Object.keys(document['x-jobwire-conformance-classes']), classes, 'x-jobwire-conformance-classes');
  mustBeIn(classes, Object.keys(document['x-jobwire-conformance-classes']), 'ConformanceClass');
  mustBeIn(
    Object.values(document['x-jobwire-conformance-classes']).flatMap((entry) => entry.operations ?? []),
    operationIds,
    'x-jobwire-conformance-classes',
  );
  const problems = Object.keys(document.components.schemas.ProblemCode?.['x-jobwire-problems'] ?? {});
  mustBeIn(problems, enumOf(document, 'ProblemCode'), 'x-jobwire-problems');
  mustBeIn(enumOf(document, 'ProblemCode'), problems, 'ProblemCode');
  for (const operation of operations) {
    mustBeIn([operation['x-jobwire-class']], classes, operation.operationId);
    if (!['read', 'write'].includes(operation['x-jobwire-access'])) {
      faults.push(`${operation.operationId} needs x-jobwire-access: read or write`);
    }
  }
  for (const { from, to } of transitions) {
    const terminal = document.components.schemas.JobStatus?.['x-jobwire-terminal'] ?? [];
    if (from !== null && terminal.includes(from)) faults.push(`${from} is terminal and has a transition to ${to}`);
  }
  if (faults.length > 0) throw new Error(`openapi/openapi.yaml contradicts itself:\n- ${faults.join('\n- ')}`);
}
