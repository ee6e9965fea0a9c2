/** What an organization occupies at this moment. */
export interface OrganizationUsage {
  /** Jobs that are not terminal. */
  readonly openJobs: number;
  /** By the measure of `stored-bytes.ts`. */
  readonly storedBytes: number;
}

/** What an organization may occupy. A new job that would pass either is refused; null where there is no bound. */
export interface OrganizationQuotas {
  readonly openJobs: number | null;
  readonly storedBytes: number | null;
}

export const noQuotas: OrganizationQuotas = { openJobs: null, storedBytes: null };
