/** Where new job ids come from. They are opaque to callers: `^[A-Za-z0-9_-]{1,64}$`, and never the word `cancel`. */
export type IdSource = () => string;
