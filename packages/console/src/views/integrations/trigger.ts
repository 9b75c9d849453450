/** The events that start an action, in the form that the editor shows. */
export type Trigger =
  /** Track events with one of these names. */
  | { kind: 'names'; names: string[] }
  /** Every event of one type, such as `identify`. */
  | { kind: 'type'; type: string }
  /** A query that the other kinds cannot express. */
  | { kind: 'query'; query: string }

/** The query language has no escapes, so that no text contains a quote. */
const STRING = '"[^"]*"'
const EVENT = new RegExp(String.raw`^event\s*=\s*(${STRING})$`, 'u')
const TYPE = /^type\s*=\s*"([a-z]+)"$/u
const TRACK = /^type\s*=\s*"track"\s+and\s+(.+)$/su
const OR = new RegExp(String.raw`${STRING}|\s+or\s+`, 'gu')

/** The trigger that a subscription's query expresses. */
export function parseTrigger(subscribe: string): Trigger {
  const query = subscribe.trim()
  const type = TYPE.exec(query)?.[1]
  if (type) return { kind: 'type', type }
  const names = parseNames(TRACK.exec(query)?.[1] ?? '')
  return names ? { kind: 'names', names } : { kind: 'query', query }
}

/** The query of a trigger, in the framework's language. */
export function toQuery(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'type':
      return `type = "${trigger.type}"`
    case 'query':
      return trigger.query.trim()
    case 'names': {
      const events = trigger.names.map(name => `event = "${name}"`)
      return `type = "track" and ${events.length === 1 ? events[0] : `(${events.join(' or ')})`}`
    }
  }
}

/** Why a trigger cannot be saved, as a sentence. Null for a trigger that can be saved. */
export function findTriggerProblem(trigger: Trigger): string | null {
  if (trigger.kind === 'query') return trigger.query.trim() ? null : 'The query is empty.'
  if (trigger.kind === 'type') return null
  if (trigger.names.length === 0) return 'Add the name of an event.'
  if (trigger.names.some(name => name.trim() === '')) return 'The name of an event is empty. Fill it or remove it.'
  const quoted = trigger.names.some(name => name.includes('"'))
  return quoted ? 'A query cannot name an event with a double quote.' : null
}

/** A trigger in words, such as `Track events named “Signed Up”`. */
export function describeTrigger(trigger: Trigger): string {
  if (trigger.kind === 'type') return `Every ${trigger.type} event`
  if (trigger.kind === 'query') return `Events that match ${trigger.query}`
  return `Track events named ${trigger.names.map(name => `“${name}”`).join(' or ')}`
}

/** The names of `event = "A"` or `(event = "A" or event = "B")`. Null for any other query. */
function parseNames(query: string): string[] | null {
  const inner = query.trim()
  const names = splitAtOr(/^\(.*\)$/su.test(inner) ? inner.slice(1, -1) : inner).map(
    part => EVENT.exec(part.trim())?.[1],
  )
  return names.every(name => name !== undefined) ? names.map(name => name.slice(1, -1)) : null
}

/** Splits at `or` outside of quotes. */
function splitAtOr(query: string): string[] {
  const parts: string[] = []
  let start = 0
  for (const { 0: found, index } of query.matchAll(OR)) {
    if (found.startsWith('"')) continue
    parts.push(query.slice(start, index))
    start = index + found.length
  }
  return [...parts, query.slice(start)]
}
