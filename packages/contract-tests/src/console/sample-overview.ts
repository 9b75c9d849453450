/** The time at which the sample overview was taken. */
export const SAMPLE_NOW = '2026-11-25T14:32:20.000Z'

const STEP = 1_200

/** One day of a shop: quiet at night, two waves in the day, and an outage at noon. */
const toStep = (index: number, at: number) => {
  const hour = new Date(at).getUTCHours() + new Date(at).getUTCMinutes() / 60
  const wave = (peak: number, width: number) => Math.exp(-(((hour - peak) / width) ** 2))
  const load = 24 + 210 * wave(11.5, 3.2) + 150 * wave(19, 2.4)
  const wobble = 1 + 0.07 * Math.sin(index * 2.3) + 0.05 * Math.sin(index * 5.1)
  const isOutage = hour >= 12 && hour < 12.9
  return {
    at: new Date(at).toISOString(),
    delivered: Math.round(load * wobble * (isOutage ? 0.25 : hour >= 13 && hour < 13.5 ? 1.5 : 1)),
    dropped: Math.round(load * 0.28 * wobble),
    retrying: isOutage ? Math.round(load * 0.9) : 0,
    dead: isOutage ? 3 : index % 29 === 7 ? 1 : 0,
  }
}

/** An overview of 24 hours, as the admin API answers it. The numbers are the same in each run. */
export function sampleOverview() {
  const last = Math.floor(Date.parse(SAMPLE_NOW) / 1_000 / STEP) * STEP
  const series = Array.from({ length: 72 }, (_, index) => toStep(index, (last - (71 - index) * STEP) * 1_000))
  const sum = (key: 'delivered' | 'dropped' | 'retrying' | 'dead') =>
    series.reduce((total, step) => total + step[key], 0)
  const counts = { delivered: sum('delivered'), dropped: sum('dropped'), retrying: sum('retrying'), dead: sum('dead') }
  const waiting = 6
  const oldest_waiting = '2026-11-25T14:31:05.000Z'
  return {
    since: series[0]?.at,
    step_seconds: STEP,
    totals: { received: counts.delivered + counts.dropped + counts.dead + waiting, ...counts, waiting },
    series,
    reasons: [
      ['dropped', 'not-subscribed', 'No action of the integration subscribes to this event.', counts.dropped - 873],
      ['dropped', 'no-consent', 'The visitor has not granted the consent category, so nothing was sent.', 873],
      [
        'retrying',
        'service-unavailable',
        'Freshdesk has a problem (503). The delivery can be tried again.',
        counts.retrying,
      ],
      [
        'dead',
        'payload-validation-failed',
        'The event makes no contact that Freshdesk accepts: a value is missing or wrong.',
        counts.dead,
      ],
    ].map(([status, reason, explanation, count]) => ({ status, reason, explanation, count })),
    oldest_waiting,
    integrations: [
      {
        name: 'support',
        ...counts,
        waiting,
        oldest_waiting,
        success_rate: counts.delivered / (counts.delivered + counts.dead),
        paused: false,
        paused_until: null,
        pause_reason: null,
        enabled: true,
        rate_limit: { limit_per_minute: 700, used_last_minute: 212 },
      },
    ],
  }
}
