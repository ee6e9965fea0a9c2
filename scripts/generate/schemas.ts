import type { ContractDocument } from './contract-document.ts';

/** Each schema of the contract under its own name. */
export function schemasModule(document: ContractDocument): string {
  const closed = new Set(['JobStatus', 'JobEventType', 'WebhookEventType', 'ProblemCode', 'ConformanceClass']);
  const names = Object.keys(document.components.schemas).filter((name) => !closed.has(name));
  return (
    `import type { components } from './openapi.ts';\n\n` +
    names.map((name) => `export type ${name} = components['schemas']['${name}'];\n`).join('')
  );
}
