/** One line of the result: a figure beside its demand. */
export interface Row {
  measured: string
  value: string
  demand: string
  /** "" for a figure without a demand. */
  result: 'reached' | 'MISSED' | ''
}

interface Scale {
  /** Events of a measurement: all of them, or a tenth with --quick. */
  events(full: number): number
  /** Seconds of a measurement: all of them, or a third with --quick. */
  seconds(full: number): number
  /** Prints a line about the progress. */
  progress(text: string): void
}

export type Measurement = (scale: Scale) => Promise<Row[]>

const format = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 })

/** A figure that must be at least, or at most, so much. `unit` follows the number, as in " ms". */
export function toRow(measured: string, value: number, [bound, limit]: ['>=' | '<=', number], unit: string): Row {
  const isReached = bound === '>=' ? value >= limit : value <= limit
  return {
    measured,
    value: format(value) + unit,
    demand: `${bound === '>=' ? 'at least' : 'at most'} ${format(limit)}${unit}`,
    result: isReached ? 'reached' : 'MISSED',
  }
}

/** A figure that only explains others. */
export const toNote = (measured: string, value: string): Row => ({ measured, value, demand: '', result: '' })

/** The largest, and the 99th percentile. */
export function summarize(values: readonly number[]): { p50: number; p99: number; max: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}
