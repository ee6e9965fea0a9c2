/** The members of the contract that are times. */
type TimeName = 'created_after' | 'created_before' | 'scheduled_for';

/** What a member may be besides its value: undefined where it may be left out. A key of metadata always has its value. */
type Missing<Type, Name extends keyof Type> = string extends Name
  ? never
  : object extends Pick<Type, Name>
    ? undefined
    : never;

/**
 * What the contract takes, as callers have it at hand: what may be left out may be undefined, lists may be read-only, and a time
 * may be a `Date`.
 */
export type Given<Type> = Type extends readonly (infer Entry)[]
  ? readonly Entry[]
  : Type extends object
    ? {
        readonly [Name in keyof Type]: Given<Type[Name]> | (Name extends TimeName ? Date : never) | Missing<Type, Name>;
      }
    : Type;
