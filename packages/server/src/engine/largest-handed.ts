/**
 * How large it may be what a handler hands over. The first three stand in the job itself, which is read with every look at
 * it and up to a hundred times in a page of a list: they are small.
 */
export const largestHanded = {
  /** Of `job.error.details`, in bytes as JSON. Larger ones are left out. */
  detailsBytes: 64 * 1024,
  /** In characters. A longer one is cut: an error text is for people and not a channel for data. */
  messageCharacters: 1000,
  /** In characters. A longer one is refused. */
  phaseCharacters: 1000,
  /** Of one result with its id, in bytes as JSON: it is read in one piece, by a server that has others to answer. */
  resultBytes: 16 * 1024 * 1024,
} as const;
