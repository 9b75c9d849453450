import { randomUUID } from 'node:crypto'

export interface RequestIds {
  /** A UUID of its own for each answer. */
  next(): string
  /** The same id the way tracing headers write it. */
  trace(id: string): string
}

/** Ids that look like Freshdesk's. Counting is far quicker than drawing each at random; `fixed` makes them repeatable. */
export function createRequestIds(fixed: boolean): RequestIds {
  const prefix = fixed ? '00000000-0000-4000-8000-' : randomUUID().slice(0, 24)
  const tracePrefix = `00-${prefix.replaceAll('-', '')}`
  let count = 0
  return {
    next() {
      count += 1
      return prefix + count.toString(16).padStart(12, '0')
    },
    trace(id) {
      const own = id.slice(24)
      return `${tracePrefix}${own}-0001${own}-00`
    },
  }
}
