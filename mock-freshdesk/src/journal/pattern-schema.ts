import { METHODS } from 'node:http'
import * as v from 'valibot'
import { integer, json, object, record, text } from '../validation/schemas'

const method = v.pipe(
  v.unknown(),
  v.check(
    value => typeof value === 'string' && METHODS.includes(value.toUpperCase()),
    'must be a method of HTTP, such as GET',
  ),
  v.string(),
)

const path = v.pipe(
  text(),
  v.check(
    value => !value.includes('?'),
    'must not hold a query: put it into "query", as in { "query": { "email": "..." } }.',
  ),
  v.description('The whole path, without the query; * stands for any characters.'),
)

const scalar = v.union([v.number(), v.boolean(), text()], 'must be a text of at most 1000 characters')

/** Every key that is given must hold. An empty pattern fits every request. */
export const patternShape = {
  method,
  /**
   * The whole path, `*` standing for any characters: `/api/v2/contacts/*`. The query belongs in
   * `query`.
   */
  path,
  /** Decoded values by name; `*` stands for any characters. */
  query: record(scalar, 50),
  /** Values by name, whatever the case of the name; `*` stands for any characters. */
  headers: record(text(), 50),
  /** A part of the JSON body: objects may hold more than this, lists must have the same length. */
  body: v.pipe(json, v.description('A part of the JSON body.')),
  bodyContains: text({ max: 10_000 }),
  status: integer(100, 599),
  /** The label of one account; all of them when absent. */
  account: text({ max: 63 }),
}

export const requestPattern = object(patternShape)
