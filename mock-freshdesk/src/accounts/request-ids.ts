/** Ids of requests, from one on. */
export interface RequestIds {
  next(): number
  /** Counts from one again where ids are repeatable. */
  reset(): void
  /** As X-Request-Id has it. */
  uuid(id: number): string
  /** As tracing headers have it. */
  trace(id: number): string
}

/**
 * Ids that look like Freshdesk's. Counting is far quicker than drawing each at random; `fixed`
 * makes them repeatable.
 */
export function createRequestIds(fixed: boolean): RequestIds {
  const prefix = fixed ? '00000000-0000-4000-8000-' : `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-`
  const tracePrefix = `00-${prefix.replaceAll('-', '')}`
  let last = 0
  return {
    next: () => ++last,
    reset() {
      if (fixed) last = 0
    },
    uuid: id => prefix + digits(id),
    trace(id) {
      const own = digits(id)
      return `${tracePrefix}${own}-0001${own}-00`
    },
  }
}

const hex = (length: number) => Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('')

/** Twelve of them. Small integers are written ten times faster than large ones. */
const digits = (id: number) => `0000${(0x1000_0000 + id).toString(16)}`
