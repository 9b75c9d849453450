import * as v from 'valibot'
import { STATUSES } from './queries'

/** A number in a query string. */
const count = (fallback: number, max: number) =>
  v.optional(
    v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.minValue(1), v.maxValue(max)),
    String(fallback),
  )

const text = v.optional(v.pipe(v.string(), v.maxLength(512)))

export const eventQuery = v.strictObject({
  integration: text,
  status: v.optional(v.picklist(STATUSES)),
  reason: text,
  type: text,
  name: text,
  person: v.pipe(text, v.description('One identifier of a person, such as user:u1 or email:ada@example.com.')),
  cursor: v.pipe(text, v.description('The next_cursor of the page before.')),
  limit: count(50, 500),
})

export const countsQuery = v.strictObject({ minutes: count(60, 10_080) })

export const replayBody = v.strictObject({
  integration: v.string(),
  seqs: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.maxLength(1_000))),
  reason: v.optional(v.string()),
})

/** An unknown key or value in a request. Answered with 400. */
export class InvalidRequest extends Error {}

/** Checks a query or a body. @throws InvalidRequest that names the place */
export function parse<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  throw new InvalidRequest(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
}
