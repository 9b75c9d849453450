import * as v from 'valibot'
import { count, described, text, textOrNull, time } from '../fields'

export const serverInfo = v.strictObject({
  version: text,
  intake_url: described(textOrNull, 'The address of intake; null when this process runs none.'),
  keep_days: count,
  started_at: time,
  role: v.picklist(['intake', 'worker', 'all']),
  needs_token: v.boolean(),
})

export const session = v.strictObject({ authenticated: v.boolean(), needs_token: v.boolean() })

export const loginBody = v.strictObject({ token: v.pipe(v.string(), v.maxLength(1_024)) })
