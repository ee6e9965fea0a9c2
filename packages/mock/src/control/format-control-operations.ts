import { controlDocument, controlOperations } from './control-document.ts';

/** What a live mock can be told, as text for a person at a terminal: a line per operation. Ends without a newline. */
export function formatControlOperations(): string {
  const widest = Math.max(...controlOperations.map(({ path }) => path.length));
  return controlOperations
    .map(({ method, path }) => {
      const described = controlDocument.paths[path]?.[method.toLowerCase()] as { readonly summary: string };
      return `${method.padEnd(6)}  ${path.padEnd(widest)}  ${described.summary}`;
    })
    .join('\n');
}
