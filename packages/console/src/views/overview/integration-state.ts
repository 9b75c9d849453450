import type { Overview } from '../../api/types'

export type IntegrationRow = Overview['integrations'][number]

/** Whether an integration delivers, with a sign and, where it does not, the reason in words. */
export interface IntegrationState {
  label: 'On' | 'Paused' | 'Waits' | 'Off'
  sign: string
  reason: string | null
}

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

export function toIntegrationState(row: IntegrationRow): IntegrationState {
  const { enabled, paused, paused_until, pause_reason } = row
  if (!enabled) return { label: 'Off', sign: '○', reason: 'New events are dropped.' }
  if (paused) return { label: 'Paused', sign: '‖', reason: pause_reason ?? 'Events wait until it is resumed.' }
  if (paused_until === null) return { label: 'On', sign: '●', reason: null }
  const until = time.format(new Date(paused_until))
  return { label: 'Waits', sign: '‖', reason: `Until ${until}${pause_reason ? `: ${pause_reason}` : ''}` }
}

/** The used part of the rate limit, from 0 to 1. Null without a known limit. */
export function getUsedPart({ rate_limit: { limit_per_minute, used_last_minute } }: IntegrationRow): number | null {
  return limit_per_minute === null || limit_per_minute === 0 ? null : Math.min(1, used_last_minute / limit_per_minute)
}

/** 0.9994 is "99.9 %": a rate below 1 never shows as 100 %. */
export function toPercent(rate: number | null): string {
  if (rate === null) return '–'
  return `${Math.floor(rate * 1_000) / 10} %`
}
