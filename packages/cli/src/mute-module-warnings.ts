import type { EventEmitter } from 'node:events';

/**
 * Keeps Node's advice about the `package.json` of a handlers file off standard error: a file that loads needs none, and for one
 * that does not the refusal says what to do. Every other warning goes where it went before.
 */
export function muteModuleWarnings(source: EventEmitter): void {
  const listeners = source.listeners('warning');
  source.removeAllListeners('warning');
  source.on('warning', (warning: Error & { readonly code?: string }) => {
    if (warning.code === 'MODULE_TYPELESS_PACKAGE_JSON' || /^Failed to load the ES module/.test(warning.message))
      return;
    for (const listener of listeners) listener.call(source, warning);
  });
}
