/** The keys that the tiny server knows: two of one organization, one of another. */
export const tinyKeys = { primary: 'key_of_acme', foreign: 'key_of_globex', readOnly: 'key_of_acme_to_read' };

/** Who a request comes from. */
export interface TinyCaller {
  readonly organization: string;
  readonly readOnly: boolean;
}

/** The holder of each key. */
export const tinyCallers: Readonly<Record<string, TinyCaller>> = {
  [tinyKeys.primary]: { organization: 'Acme Ltd.', readOnly: false },
  [tinyKeys.readOnly]: { organization: 'Acme Ltd.', readOnly: true },
  [tinyKeys.foreign]: { organization: 'Globex/7', readOnly: false },
};
