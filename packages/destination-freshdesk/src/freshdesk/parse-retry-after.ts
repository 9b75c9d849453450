/** Freshdesk's oldest plans count requests by the hour. No rate limit asks for a longer wait. */
const MAX_WAIT_SECONDS = 3600

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * The `Retry-After` header in seconds. Freshdesk sends a number of seconds; a proxy may send an
 * HTTP date.
 *
 * @returns whole seconds from 0 to 3600, or undefined when the header is absent or has another
 *   form.
 */
export function parseRetryAfter(header: string | null): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  const seconds = /^\d+(\.\d+)?$/.test(text)
    ? Number(text)
    : HTTP_DATE.test(text)
      ? (Date.parse(text) - Date.now()) / 1000
      : Number.NaN
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(Math.ceil(seconds), 0), MAX_WAIT_SECONDS)
}
