/** Work that goes on while something else is awaited: its error is thrown where it is awaited, and nowhere else. */
export function begun<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => {});
  return work;
}
