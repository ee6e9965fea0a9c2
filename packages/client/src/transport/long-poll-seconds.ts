/** How long a server is asked to hold an answer, in seconds: less than the minute after which many proxies give up. */
export const longPollSeconds = 50;
