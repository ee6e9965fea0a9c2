/** The fragment that leads to a heading: the one that code hosts make too, so that a link fits there and here. */
export function headingId(text: string, taken: ReadonlySet<string>): string {
  const id = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
  if (!taken.has(id)) return id;
  let number = 1;
  while (taken.has(`${id}-${number}`)) number += 1;
  return `${id}-${number}`;
}
