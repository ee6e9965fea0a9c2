/** How many entries a page holds when the caller does not say. */
export const defaultPageSize = 20;
