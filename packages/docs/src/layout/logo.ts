/** A job on its way, and the place where it was stopped. */
const strokes = (stroke: string) =>
  `<g fill="none" stroke="${stroke}" stroke-width="2.6" stroke-linecap="round"><circle cx="6" cy="16" r="3.4"/><path d="M9.6 16H18M23 9.5v13M28 9.5v13"/></g>`;

/** The sign of the product, for the text beside it, in the colour of that text. */
export const logo = `<svg viewBox="0 0 32 32" aria-hidden="true">${strokes('currentColor')}</svg>`;

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0a6770"/>${strokes('#fff')}</svg>`;

/** The same as the icon of a page, without a file. */
export const icon = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
