/** Statuses in which an attempt may still write. */
export const writable = ['running', 'cancelling'] as const;
