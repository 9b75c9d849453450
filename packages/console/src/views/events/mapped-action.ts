import type { Attempt, EventDetail, PreviewAction } from '../../api/types'
import { type FirstOf, readFirstOf } from './first-of'

/** One row of the table of traits: where a value comes from and what Freshdesk received. */
export interface MappedField {
  field: string
  label: string
  /** The paths of the event that the mapping reads. Null when today's mapping has no such field. */
  from: string[] | null
  /** The value as the mapping made it. */
  value: unknown
  /** The value as the request carried it. Undefined when the request has no such field. */
  sent: unknown
}

interface Omission {
  field: string
  label: string
  reason: string
  explanation: string | null
}

/** What one action made of the event. */
export interface MappedAction {
  action: string
  title: string
  fields: MappedField[]
  /** Fields of the mapping that found no value in the event. */
  emptyFields: string[]
  omitted: Omission[]
  /** False when nothing was sent. */
  hasRequest: boolean
  /** True when today's mapping makes another payload than the attempt had. */
  hasChanged: boolean
  problem: string | null
}

/** What each action made of the event: from the attempts, or from a preview before the first. */
export function toMappedActions({ attempts_list, explanation_now, body }: EventDetail): MappedAction[] {
  const previews = explanation_now?.actions ?? []
  const last = new Map<string, Attempt>()
  for (const attempt of attempts_list) if (attempt.action !== null) last.set(attempt.action, attempt)
  const slugs = new Set(last.keys())
  if (attempts_list.length === 0) for (const { action, matches } of previews) if (matches) slugs.add(action)
  return [...slugs].map(slug => {
    const candidates = previews.filter(({ action }) => action === slug)
    return toMappedAction(slug, candidates.find(({ matches }) => matches) ?? candidates[0], last.get(slug), body)
  })
}

function toMappedAction(
  slug: string,
  preview: PreviewAction | undefined,
  attempt: Attempt | undefined,
  event: unknown,
): MappedAction {
  const payload = readPayload(attempt?.payload ?? preview?.payload)
  const request = attempt ? attempt.calls.find(({ method }) => method !== 'GET')?.body : preview?.contact
  const known = preview?.fields ?? []
  const others = [...payload.keys()].filter(key => !known.some(({ field }) => field === key))
  const labels = new Map(known.map(({ field, label }) => [field, label]))
  const explanations = new Map(preview?.omitted.map(({ field, explanation }) => [field, explanation]))
  const omitted = attempt?.omitted ?? preview?.omitted ?? []
  const toField = (field: string, label: string, from: string[] | null): MappedField => {
    const { value, index } = payload.get(field) as FirstOf
    const used = index === null ? undefined : from?.[index]
    const filled = from?.filter(path => readPath(event, path) !== undefined) ?? []
    const places = used !== undefined ? [used] : filled.length > 0 ? filled : from
    return { field, label, from: places, value, sent: findSent(request, field) }
  }
  return {
    action: slug,
    title: preview?.title ?? slug,
    fields: [
      ...known.filter(({ field }) => payload.has(field)).map(({ field, label, from }) => toField(field, label, from)),
      ...others.map(field => toField(field, field, null)),
    ],
    emptyFields: known.filter(({ field }) => !payload.has(field)).map(({ label }) => label),
    omitted: omitted.map(({ field, reason }) => ({
      field,
      reason,
      label: labels.get(field) ?? field,
      explanation: explanations.get(field) ?? null,
    })),
    hasRequest: request !== undefined && request !== null,
    hasChanged: attempt !== undefined && preview !== undefined && !isEqual(payload, readPayload(preview.payload)),
    problem: preview?.problem ?? null,
  }
}

/** The fields of a payload that have a value. */
function readPayload(payload: unknown): Map<string, FirstOf> {
  const fields = Object.entries(asRecord(payload)).map(([field, value]) => [field, readFirstOf(value)] as const)
  return new Map(fields.filter(([, { value }]) => value !== undefined && value !== null && value !== ''))
}

const isEqual = (a: Map<string, FirstOf>, b: Map<string, FirstOf>): boolean =>
  a.size === b.size && [...a].every(([field, { value }]) => toText(value) === toText(b.get(field)?.value))

const toText = (value: unknown): string => JSON.stringify(sortKeys(value)) ?? ''

/** The value at a path such as `context.traits.name`. */
const readPath = (event: unknown, path: string): unknown =>
  path.split('.').reduce((value: unknown, key) => asRecord(value)[key], event) ?? undefined

/** A field of the contact, or one of its custom fields. */
function findSent(request: unknown, field: string): unknown {
  const contact = asRecord(request)
  return contact[field] ?? asRecord(contact.custom_fields)[field]
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sortKeys(item)]))
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
