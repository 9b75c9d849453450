/** The first pause is at most this long; every further one may be twice as long as the one before. */
const FIRST = 1_000
const LONGEST_BACKOFF = 60_000

/**
 * No answer keeps the host waiting for longer than an hour, which is the longest window Freshdesk's limits have had:
 * a Retry-After of a year is a mistake at the other end.
 */
const LONGEST_RETRY_AFTER = 3_600_000

/** Milliseconds to stay away because the answer said so. */
export const pause = (retryAfter: number): number => Math.min(retryAfter, LONGEST_RETRY_AFTER)

/**
 * Milliseconds to wait after the attempt of this number (1 is the first) failed and the answer named no time: a random
 * part of a limit that doubles ("full jitter"), so that events which failed together do not come back together.
 */
export const backoff = (attempt: number, random: () => number): number =>
  Math.floor(random() * Math.min(LONGEST_BACKOFF, FIRST * 2 ** (attempt - 1)))
