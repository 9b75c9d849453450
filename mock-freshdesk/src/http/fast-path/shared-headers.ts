import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/**
 * Sets of headers that are remembered at once. A client that sends new ones each time ends there.
 */
const MAX_SETS = 500
/** In characters of all names and values. */
const MAX_SET_LENGTH = 2_000

const MAX_VALUES = 500
const MAX_VALUE_LENGTH = 200

/**
 * Returns the headers of a request, by name in lower case. Requests that carry the same headers
 * share one object: a client repeats its headers, and the journal keeps thousands of requests.
 */
export function createSharedHeaders() {
  const sets = new Map<string, Readonly<IncomingHttpHeaders>>()
  const shareValues = createSharedValues()

  return (req: IncomingMessage): Readonly<IncomingHttpHeaders> => {
    // Neither a name nor a value can hold a line break.
    const key = req.rawHeaders.join('\n')
    const known = sets.get(key)
    if (known !== undefined) return known
    const { headers } = req
    shareValues(headers)
    if (key.length <= MAX_SET_LENGTH) {
      if (sets.size >= MAX_SETS) sets.clear()
      sets.set(key, headers)
    }
    return headers
  }
}

/** Replaces each value by the first equal one, so that the later ones can go. */
function createSharedValues() {
  const known = new Map<string, string>()
  return (headers: IncomingHttpHeaders) => {
    for (const name in headers) {
      const value = headers[name]
      if (typeof value !== 'string' || value.length > MAX_VALUE_LENGTH) continue
      const first = known.get(value)
      if (first !== undefined) headers[name] = first
      else if (known.size < MAX_VALUES) known.set(value, value)
    }
  }
}
