import type { Overview } from '../../api/types'

/** The lines of the chart. Each has a dash pattern, so that it can be read without colour. */
export const LINES = [
  { key: 'delivered', label: 'Delivered', dash: [] },
  { key: 'dropped', label: 'Dropped', dash: [2, 4] },
  { key: 'retrying', label: 'Retrying', dash: [9, 4] },
  { key: 'dead', label: 'Dead', dash: [10, 4, 2, 4] },
] as const

type Series = Overview['series']

/**
 * The columns of the chart: Unix seconds, then one column for each line. A line has gaps where
 * nothing happened for a while, so that four lines do not cover each other at zero.
 */
export const toColumns = (series: Series): [number[], ...Array<Array<number | null>>] => [
  series.map(({ at }) => Date.parse(at) / 1_000),
  ...LINES.map(({ key }) =>
    series.map((_, index) => (isNearCount(series, key, index) ? (series[index]?.[key] ?? 0) : null)),
  ),
]

const isNearCount = (series: Series, key: (typeof LINES)[number]['key'], index: number): boolean =>
  series.slice(Math.max(0, index - 1), index + 2).some(step => step[key] > 0)

export const countWords = (count: number): string => new Intl.NumberFormat('en-GB').format(count)

/** The chart in one sentence, for a screen reader. */
export function describeChart(totals: Overview['totals'], words: string): string {
  const counts = LINES.map(({ key, label }) => `${countWords(totals[key])} ${label.toLowerCase()}`)
  return `In ${words}: ${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}. The table below the chart has each step.`
}

/**
 * Moves labels apart that would cover each other. Takes and returns their middles in pixels, in the
 * same order. A label stays between `top` and `bottom` as long as all fit.
 */
export function spreadLabels(middles: readonly number[], distance: number, top: number, bottom: number): number[] {
  const order = middles.map((_, index) => index).sort((a, b) => (middles[b] ?? 0) - (middles[a] ?? 0) || b - a)
  const placed = [...middles]
  let limit = bottom
  for (const index of order) {
    placed[index] = Math.min(middles[index] ?? 0, limit)
    limit = (placed[index] ?? 0) - distance
  }
  // The labels that were pushed over the top come down again, and push the others down.
  limit = top
  for (const index of order.toReversed()) {
    placed[index] = Math.max(placed[index] ?? 0, limit)
    limit = (placed[index] ?? 0) + distance
  }
  return placed
}

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })

/** The end of a day in the axis shows the day, and other places show the time. */
export function toAxisLabel(seconds: number): string {
  const date = new Date(seconds * 1_000)
  return date.getHours() === 0 && date.getMinutes() === 0 ? day.format(date) : time.format(date)
}

/** A step of the chart, such as "14:30 to 14:35", with its day in a range of days. */
export function toStepLabel(at: string, stepSeconds: number, minutes: number, now = Date.now()): string {
  const from = new Date(at)
  const until = new Date(from.getTime() + stepSeconds * 1_000)
  const prefix = minutes > 360 ? `${day.format(from)}, ` : ''
  const suffix = until.getTime() > now ? ', so far' : ''
  return `${prefix}${time.format(from)} to ${time.format(until)}${suffix}`
}
