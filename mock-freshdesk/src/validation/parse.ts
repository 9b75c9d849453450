import * as v from 'valibot'
import { InvalidInput } from './invalid-input'

/**
 * Checks input against a schema and returns its typed output.
 *
 * @param name What the sentence calls the input. '' stands for a whole body, whose keys go by their
 *   own names.
 * @throws InvalidInput with a sentence about the first issue, as "times must be a whole number from
 *   1 to 5; it is 6.".
 */
export function parse<S extends v.GenericSchema<unknown, unknown>>(
  schema: S,
  input: unknown,
  name = '',
): v.InferOutput<S> {
  const { success, output, issues } = v.safeParse(schema, input, { abortEarly: true, abortPipeEarly: true })
  if (success) return output
  throw new InvalidInput(toSentence(issues[0], name))
}

function toSentence({ message, input, path }: v.BaseIssue<unknown>, name: string): string {
  const place = toPlace(name, path ?? []) || 'The body'
  return message.endsWith('.') ? `${place} ${message}` : `${place} ${message}; it is ${show(input)}.`
}

/** `recording[0].method` */
function toPlace(name: string, path: readonly v.IssuePathItem[]): string {
  return path.reduce((place, { key }) => {
    if (typeof key === 'number') return `${place}[${key}]`
    return place === '' ? String(key) : `${place}.${key}`
  }, name)
}

/** A value in a sentence, cut to 60 characters. */
function show(value: unknown): string {
  if (value === undefined) return 'absent'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'bigint') return `${value}n`
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
}
