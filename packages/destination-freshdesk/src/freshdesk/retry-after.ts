/** Freshdesk's oldest plans count by the hour: a longer wait is nobody's rate limit. */
const LONGEST_WAIT_SECONDS = 3600

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * The `Retry-After` of an answer in seconds: Freshdesk sends a number of seconds, a proxy may send an HTTP date. Undefined when it is absent or
 * makes no sense; never negative, never more than an hour.
 */
export function retryAfter(header: string | null): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  const seconds = /^\d+(\.\d+)?$/.test(text)
    ? Number(text)
    : HTTP_DATE.test(text)
      ? (Date.parse(text) - Date.now()) / 1000
      : Number.NaN
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(Math.ceil(seconds), 0), LONGEST_WAIT_SECONDS)
}
