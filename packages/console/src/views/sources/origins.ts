/** Reads allowed origins from text, one a line. Accepts commas and whole addresses of pages. */
export function parseOrigins(text: string): { origins: string[]; problem: string | null } {
  const entries = text.split(/[\s,]+/u).filter(Boolean)
  const origins: string[] = []
  for (const entry of entries) {
    const origin = toOrigin(entry)
    if (!origin) {
      return { origins: [], problem: `“${entry.slice(0, 60)}” is not an origin. Write it like https://shop.example.` }
    }
    if (!origins.includes(origin)) origins.push(origin)
  }
  return { origins, problem: null }
}

function toOrigin(entry: string): string | null {
  try {
    const { origin, protocol } = new URL(entry)
    return protocol === 'http:' || protocol === 'https:' ? origin : null
  } catch {
    return null
  }
}
