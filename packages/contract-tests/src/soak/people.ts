/** A lifelike stream of events, and what every contact must hold after it. */

export type SoakEvent = Readonly<Record<string, unknown>>

export interface Expected {
  /** What identifies the contact: an e-mail address or a phone number. */
  key: string
  title: string
  tags: string[]
}

/** People whose contacts exist before the run, with a tag that an agent gave them. */
const PEOPLE_WITH_TAGS = 0.05
const AGENT_TAG = 'vip'
const CONSENT_TAG = 'marketing-consent'

/** Every twentieth person is known by a phone number alone, which Freshdesk does not guard. */
const isCaller = (person: number) => person % 20 === 19

const phoneOf = (person: number) => `+447911${100_000 + person}`
const emailOf = (person: number) => `person.${person}@example.com`

/** Random numbers that are the same in every run with the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** The contacts that agents made before the run, as a seed of the mock. */
export const seedContacts = (people: number) =>
  Array.from({ length: Math.ceil(people * PEOPLE_WITH_TAGS) }, (_, person) => ({
    id: 80_000_000 + person,
    name: `Person ${person}`,
    ...(isCaller(person)
      ? { phone: phoneOf(person) }
      : { email: emailOf(person), unique_external_id: `user-${person}` }),
    job_title: 'Set by an agent',
    tags: [AGENT_TAG],
  }))

/**
 * Generates events, and keeps the expected contacts in step with them, by rules written down here
 * alone.
 */
export function createStream(events: number, people: number, seed: number) {
  const random = createRandom(seed)
  const expected = new Map<number, Expected>()
  const withTags = seedContacts(people).length
  for (let person = 0; person < withTags; person++) {
    expected.set(person, { key: keyOf(person), title: 'Set by an agent', tags: [AGENT_TAG] })
  }

  function expectTitle(person: number, title: string): void {
    const tags = new Set([...(expected.get(person)?.tags ?? []), CONSENT_TAG])
    expected.set(person, { key: keyOf(person), title, tags: [...tags] })
  }

  function identify(person: number, title: string): SoakEvent {
    const isKnown = expected.has(person)
    expectTitle(person, title)
    const kind = random()
    const event = { ...about(person, true), type: 'identify' }
    if (isCaller(person)) return { ...event, traits: { name: `Person ${person}`, phone: phoneOf(person), title } }
    // Some events carry only what changed; some carry no name, and the contact's name then stays.
    if (isKnown && kind < 0.1) return { ...event, traits: { title } }
    const name = kind < 0.8 ? { name: `Person ${person}` } : {}
    return { ...event, traits: { email: emailOf(person), title, ...name } }
  }

  /** A sign-up creates a contact, and leaves one that exists as it is. */
  function signUp(person: number, title: string): SoakEvent {
    if (!expected.has(person)) expectTitle(person, title)
    const { context, ...rest } = about(person, true)
    const traits = { name: `Person ${person}`, email: emailOf(person), title }
    return {
      ...rest,
      type: 'track',
      event: 'Signed Up',
      properties: { method: 'email' },
      context: { ...context, traits },
    }
  }

  function next(i: number): SoakEvent {
    const person = Math.floor(random() * people)
    const title = `Title ${i}`
    const kind = random()
    const messageId = `message-${i}`
    if (kind < 0.72 || isCaller(person)) return { ...identify(person, title), messageId }
    if (kind < 0.8) return { ...signUp(person, title), messageId }
    if (kind < 0.9) return { ...about(person, true), type: 'page', name: 'Pricing', messageId }
    if (kind < 0.95) {
      const traits = { name: `Person ${person}`, email: emailOf(person), title: 'Without consent' }
      return { ...about(person, false), type: 'identify', traits, messageId }
    }
    return { type: 'track', event: 'Viewed', anonymousId: `anonymous-${i}`, messageId }
  }

  const list = Array.from({ length: events }, (_, i) => next(i))
  return { events: list, expected }
}

const keyOf = (person: number) => (isCaller(person) ? phoneOf(person) : emailOf(person))

const about = (person: number, consent: boolean) => ({
  ...(isCaller(person) ? { anonymousId: `anonymous-${person}` } : { userId: `user-${person}` }),
  context: { consent: { categoryPreferences: { marketing: consent } } },
})

export interface Contact {
  email?: string | null
  phone?: string | null
  job_title?: string | null
  tags?: string[]
}

export interface Verdict {
  /** People without a contact. */
  lost: number
  /** Contacts beyond the one of each person. */
  doubled: number
  /** Contacts that do not hold the newest title. */
  stale: number
  /** Contacts without a tag that they must have. */
  tagsLost: number
}

/** Compares every contact with what the events say. */
export function compare(expected: ReadonlyMap<number, Expected>, contacts: readonly Contact[]): Verdict {
  const byKey = new Map<string, Contact[]>()
  for (const contact of contacts) {
    const key = String(contact.email ?? contact.phone)
    byKey.set(key, [...(byKey.get(key) ?? []), contact])
  }
  const verdict = { lost: 0, doubled: 0, stale: 0, tagsLost: 0 }
  for (const { key, title, tags } of expected.values()) {
    const found = byKey.get(key) ?? []
    const [contact] = found
    if (!contact) verdict.lost++
    verdict.doubled += Math.max(0, found.length - 1)
    if (contact && contact.job_title !== title) verdict.stale++
    if (contact && !tags.every(tag => contact.tags?.includes(tag))) verdict.tagsLost++
  }
  return verdict
}
