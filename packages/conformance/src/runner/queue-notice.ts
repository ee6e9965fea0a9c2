/** A job that waits so long for a worker is worth a word. */
export const longQueuedMs = 10_000;

/** One word for all jobs is enough for so long. */
const betweenMs = 30_000;

/** Makes what is told of jobs that wait for a worker, and passes it on from time to time. */
export function createQueueNotice(tell: (sentence: string) => void, now: () => number) {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (jobId: string, waitedMs: number): void => {
    if (waitedMs < longQueuedMs || now() - toldAt < betweenMs) return;
    toldAt = now();
    tell(
      `Waiting for a free worker: job ${jobId} has been queued for ${Math.round(waitedMs / 1_000)} s. A lower \`limits.parallel\` leaves fewer jobs waiting for each other.`,
    );
  };
}
