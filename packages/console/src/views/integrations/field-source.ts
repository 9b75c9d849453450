import { toVisibleText } from '../events/visible-text'

/** The longest text in a closed row. */
const MAX_TEXT = 80

/** The source of the value of one field, in the form that the mapping editor shows. */
export type FieldSource =
  /** The field is not sent. */
  | { kind: 'nothing' }
  /** Paths into the event, such as `$.traits.email`. The first path that holds a value wins. */
  | { kind: 'places'; paths: string[] }
  /** The same text for every event. */
  | { kind: 'text'; text: string }
  /** An object whose values have own sources, such as `custom_fields`. */
  | { kind: 'parts'; parts: Part[] }
  /** A directive that the other kinds cannot express. */
  | { kind: 'json'; json: string }

export interface Part {
  key: string
  source: FieldSource
}

export type SourceKind = FieldSource['kind']

/** The source that a directive of a mapping expresses. */
export function parseSource(directive: unknown): FieldSource {
  const simple = parseSimple(directive)
  if (simple) return simple
  if (isRecord(directive) && Object.keys(directive).length > 0 && !Object.keys(directive).some(isReserved)) {
    const parts = Object.entries(directive).map(([key, value]) => ({
      key,
      source: parseSimple(value) ?? toJson(value),
    }))
    return { kind: 'parts', parts }
  }
  return toJson(directive)
}

/**
 * The directive of a source; undefined for a field that is not sent.
 *
 * @throws SyntaxError when the text of a `json` source is not JSON: see {@link findProblem}
 */
export function toDirective(source: FieldSource): unknown {
  switch (source.kind) {
    case 'nothing':
      return undefined
    case 'places': {
      const paths = source.paths.map(toPath).map(path => ({ '@path': path }))
      return paths.length === 1 ? paths[0] : { firstOf: paths }
    }
    case 'text':
      return source.text
    case 'parts':
      return Object.fromEntries(source.parts.map(({ key, source: part }) => [key.trim(), toDirective(part)]))
    case 'json':
      return JSON.parse(source.json)
  }
}

/** Why a source cannot be saved, as a sentence. Null for a source that can be saved. */
export function findProblem(source: FieldSource): string | null {
  switch (source.kind) {
    case 'nothing':
      return null
    case 'places':
      if (source.paths.length === 0) return 'Add a place, or choose "Not sent".'
      return source.paths.some(path => toPath(path) === '$.') ? 'A place is empty. Fill it or remove it.' : null
    case 'text':
      return source.text === '' ? 'The text is empty. Enter a text, or choose "Not sent".' : null
    case 'parts':
      return findPartsProblem(source.parts)
    case 'json':
      return isJson(source.json) ? null : 'This is not valid JSON.'
  }
}

/** A path as the framework expects it: `traits.email` becomes `$.traits.email`. */
function toPath(text: string): string {
  const path = text.trim().replace(/^\$\.?/u, '')
  return `$.${path}`
}

/** A short text for a closed row, such as `traits.email, then properties.email`. */
export function describeSource(source: FieldSource): string {
  switch (source.kind) {
    case 'nothing':
      return 'Not sent'
    case 'places':
      return source.paths.map(path => toPath(path).slice(2)).join(', then ')
    case 'text':
      return `The text “${toVisibleText(source.text, MAX_TEXT)}”`
    case 'parts':
      return source.parts.map(({ key, source: part }) => `${key}: ${describeSource(part)}`).join('; ')
    case 'json':
      return 'A directive as JSON'
  }
}

function parseSimple(directive: unknown): FieldSource | null {
  if (directive === undefined || directive === null) return { kind: 'nothing' }
  if (typeof directive === 'string') return { kind: 'text', text: directive }
  if (!isRecord(directive) || Object.keys(directive).length !== 1) return null
  if (typeof directive['@path'] === 'string') return { kind: 'places', paths: [directive['@path']] }
  if (typeof directive['@literal'] === 'string') return { kind: 'text', text: directive['@literal'] }
  if (!Array.isArray(directive.firstOf)) return null
  const paths = directive.firstOf.map(place => (isRecord(place) ? place['@path'] : undefined))
  return paths.every(path => typeof path === 'string') ? { kind: 'places', paths } : null
}

function findPartsProblem(parts: readonly Part[]): string | null {
  if (parts.length === 0) return 'Add a value, or choose "Not sent".'
  const keys = parts.map(({ key }) => key.trim())
  if (keys.includes('')) return 'A name is empty. Fill it or remove its row.'
  const reserved = keys.find(isReserved)
  if (reserved !== undefined) return `The name "${reserved}" is reserved. Choose a different name.`
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) return `The name "${twice}" occurs twice.`
  for (const { source } of parts) {
    const problem = findProblem(source)
    if (problem) return problem
  }
  return null
}

/** A key that turns an object into a directive. */
const isReserved = (key: string) => key.startsWith('@') || key === 'firstOf'

const toJson = (value: unknown): FieldSource => ({ kind: 'json', json: JSON.stringify(value, null, 2) })

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
