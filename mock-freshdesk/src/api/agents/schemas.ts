import * as v from 'valibot'
import { integer, nullableText, text, time } from '../schemas'

const { array, boolean, nullable, strictObject } = v

export const Agent = strictObject({
  available: boolean(),
  occasional: boolean(),
  id: integer,
  ticket_scope: integer,
  signature: nullableText,
  group_ids: array(integer),
  role_ids: array(integer),
  skill_ids: array(integer),
  available_since: nullableText,
  contact: strictObject({
    active: boolean(),
    email: text,
    job_title: nullableText,
    language: text,
    mobile: nullableText,
    name: text,
    phone: nullableText,
    time_zone: text,
    created_at: time,
    updated_at: time,
    last_login_at: nullable(time),
  }),
  created_at: time,
  updated_at: time,
  type: text,
})
