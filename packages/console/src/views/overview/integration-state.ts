import type { Overview } from '../../api/types'

export type IntegrationRow = Overview['integrations'][number]

/** The used part of the rate limit, from 0 to 1. Null without a known limit. */
export function getUsedPart({ rate_limit: { limit_per_minute, used_last_minute } }: IntegrationRow): number | null {
  return limit_per_minute === null || limit_per_minute === 0 ? null : Math.min(1, used_last_minute / limit_per_minute)
}

/** 0.9994 is "99.9 %": a rate below 1 never shows as 100 %. */
export function toPercent(rate: number | null): string {
  if (rate === null) return '–'
  return `${Math.floor(rate * 1_000) / 10} %`
}
