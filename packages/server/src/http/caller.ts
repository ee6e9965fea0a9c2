import type { Principal } from '../router/operation-types.ts';

/** Who calls the reference server: everything about the organization comes from the key alone. */
export interface Caller extends Principal {
  readonly organizationId: string;
}
