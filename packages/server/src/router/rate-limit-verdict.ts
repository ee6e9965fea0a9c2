/** What a limiter of requests says of one request. The header values are as in draft-ietf-httpapi-ratelimit-headers. */
export interface RateLimitVerdict {
  /** `RateLimit`: what is left, such as `"default";r=5994;t=38`. */
  readonly rateLimit: string;
  /** `RateLimit-Policy`: what is allowed, such as `"default";q=6000;w=60`. */
  readonly rateLimitPolicy: string;
  /** Null for a request that may go on; for one that is refused, when it may be repeated. At least 1. */
  readonly retryAfterSeconds: number | null;
}
