import * as v from 'valibot'
import { count, described, text, textOrNull, time } from '../fields'

export const deadLetterGroup = v.strictObject({
  integration: text,
  reason: textOrNull,
  explanation: textOrNull,
  fix: textOrNull,
  count,
  superseded: described(count, 'Those of them whose person has a newer delivered event.'),
  oldest: time,
  newest: time,
  message: described(textOrNull, 'The message of the newest.'),
})

export const deadLetterGroups = v.strictObject({ groups: v.array(deadLetterGroup) })

export const replayBody = v.strictObject({
  integration: text,
  seqs: v.optional(
    v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER))),
      v.maxLength(1_000),
    ),
  ),
  reason: v.optional(text),
  skip_superseded: described(v.optional(v.boolean(), false), 'Leave out events with a newer delivered event.'),
})

export const replayResult = v.strictObject({
  replayed: count,
  skipped: described(count, 'Events that were superseded, already replayed, not ended or unknown.'),
})
