/** The keys that the tiny server knows. */
export const tinyKeys = { primary: 'key_of_acme', foreign: 'key_of_globex' };

/** The organization of each key. */
export const organizations: Readonly<Record<string, string>> = {
  [tinyKeys.primary]: 'org_acme',
  [tinyKeys.foreign]: 'org_globex',
};
