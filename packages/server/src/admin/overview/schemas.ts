import * as v from 'valibot'
import { STATUSES } from '../events/schemas'
import { count, described, numberOrNull, text, textOrNull, time, timeOrNull } from '../fields'
import { rateLimit } from '../integrations/schemas'

export const overviewQuery = v.strictObject({
  minutes: v.optional(
    v.pipe(v.picklist(['60', '360', '1440', '10080']), v.transform(Number), v.picklist([60, 360, 1_440, 10_080])),
    '60',
  ),
})

const outcomes = { delivered: count, dropped: count, retrying: count, dead: count }

export const overviewIntegration = v.strictObject({
  name: text,
  ...outcomes,
  waiting: count,
  oldest_waiting: timeOrNull,
  success_rate: described(numberOrNull, 'delivered / (delivered + dead), from 0 to 1; null without either.'),
  paused: v.boolean(),
  paused_until: timeOrNull,
  pause_reason: textOrNull,
  enabled: v.boolean(),
  rate_limit: rateLimit,
})

export const overview = v.strictObject({
  since: time,
  step_seconds: count,
  totals: v.strictObject({
    received: count,
    ...outcomes,
    waiting: described(count, 'Events without an end at this moment, those that are retried among them.'),
  }),
  series: described(
    v.array(v.strictObject({ at: time, ...outcomes })),
    'The attempts by their time. "retrying" counts attempts that will be tried again.',
  ),
  reasons: v.array(v.strictObject({ status: v.picklist(STATUSES), reason: text, explanation: textOrNull, count })),
  oldest_waiting: timeOrNull,
  integrations: v.array(overviewIntegration),
})
