/**
 * Header values a server meets again and again: one of each is enough for all the requests that the
 * journal keeps.
 */
const MOST = 500
const LONGEST = 200

/** Puts in the place of each value the first one of its kind, so that the later ones can go. */
export function createInterner() {
  const known = new Map<string, string>()
  return (headers: Record<string, string | string[] | undefined>) => {
    for (const name in headers) {
      const value = headers[name]
      if (typeof value !== 'string' || value.length > LONGEST) continue
      const first = known.get(value)
      if (first !== undefined) headers[name] = first
      else if (known.size < MOST) known.set(value, value)
    }
  }
}
