import type { OverviewMinutes } from '../../api/types'

/** A range of time that ends now. The address has the key, as in the list of events. */
export interface Range {
  key: string
  label: string
  /** The range as part of a sentence. */
  words: string
  minutes: OverviewMinutes
}

export const RANGES: readonly [Range, ...Range[]] = [
  { key: '1h', label: '1 h', words: 'the last hour', minutes: 60 },
  { key: '6h', label: '6 h', words: 'the last 6 hours', minutes: 360 },
  { key: '24h', label: '24 h', words: 'the last 24 hours', minutes: 1_440 },
  { key: '7d', label: '7 d', words: 'the last 7 days', minutes: 10_080 },
]

/** The range of an address. Without a known key, the last hour. */
export const findRange = (key: string | undefined): Range => RANGES.find(range => range.key === key) ?? RANGES[0]
