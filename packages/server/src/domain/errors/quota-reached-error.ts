import type { OrganizationQuotas } from '../organization-usage.ts';
import { DomainError } from './domain-error.ts';

const messages = {
  openJobs: (quota: number) =>
    `The organization has ${quota} open jobs, which is its quota. Repeat this request when some have ended.`,
  storedBytes: (quota: number) =>
    `The job does not fit into the ${quota} bytes that the organization may store. Delete jobs that have ended, or repeat this request when some have expired.`,
};

/** The organization has as much as it may. Nothing was stored, and no idempotency key was used up. */
export class QuotaReachedError extends DomainError {
  override readonly name = 'QuotaReachedError';

  readonly quota: keyof OrganizationQuotas;

  constructor(quota: keyof OrganizationQuotas, limit: number) {
    super(messages[quota](limit));
    this.quota = quota;
  }
}
