import type { Person } from '../../api/types'

/** Stands for every hidden part. Its length says nothing about the value. */
const DOTS = '•••'

/** Keys whose values are about a person, without case and signs. */
const PERSONAL_KEYS = new Set(
  `name fullname firstname lastname middlename nickname username email emailaddress otheremails phone phonenumber
  mobile mobilephone telephone address street postalcode zip city birthday dateofbirth age gender avatar description
  twitterid twitter facebook linkedin ip ipaddress latitude longitude password token`.split(/\s+/),
)

/** Keys whose `name` is about a thing: a library, a campaign, the operating system. */
const THING_KEYS = new Set('library app campaign os device network page integrations company'.split(' '))

/** An email address, also one that is encoded in a URL. */
const EMAIL =
  /[^\s"'<>()[\]{},;:=&?/\\]{1,64}(?:@|%40)[^\s"'<>()[\]{},;:=&?/\\@.]+(?:\.[^\s"'<>()[\]{},;:=&?/\\@.]+)+/giu

/** A phone number in international form, also one that is encoded in a URL. */
const PHONE = /(?:\+|%2B|\b00)\d[\d ().-]{5,18}\d/giu

/** Keys whose values identify a person in any text. A city or an address of a machine does not. */
const QUOTED_KEYS = /name$|email|phone|mobile|street|twitter/i

/** The shortest value that is also hidden inside other texts. */
const MIN_QUOTED = 4

/** `Ada Moss` -> `A••• M•••`. */
export function maskName(name: string): string {
  const words = name.trim().split(/\s+/u).slice(0, 3)
  return words.map(word => `${firstLetter(word)}${DOTS}`).join(' ')
}

/** `ada@example.com` -> `a•••@e•••.com`. A value of a different form is hidden whole. */
export function maskEmail(email: string): string {
  const [, local, host, end] = /^(.+)(?:@|%40)(.+)\.([^.]{1,10})$/iu.exec(email) ?? []
  if (!local || !host) return DOTS
  return `${firstLetter(local)}${DOTS}@${firstLetter(host)}${DOTS}.${end}`
}

const firstLetter = (text: string): string => {
  const [letter = ''] = text
  return /[\p{L}\p{N}]/u.test(letter) ? letter : ''
}

/**
 * Names the person of an event in one short text: by name, email address or identifier. Names and
 * addresses are masked unless `show` is true.
 */
export function toPersonLabel({ name, email, user_id, anonymous_id }: Person, show: boolean): string {
  if (name?.trim()) return show ? name : maskText(name, maskName)
  if (email?.trim()) return show ? email : maskEmail(email)
  if (user_id?.trim()) return show ? user_id : maskText(user_id, id => id)
  return anonymous_id ? 'Anonymous' : 'Unknown person'
}

/** A name can be an email address, and an identifier too. */
const maskText = (text: string, mask: (text: string) => string): string => {
  const masked = maskPatterns(text)
  return masked === text ? mask(text) : masked
}

/** Hides everything in a text that has the form of an email address or a phone number. */
export const maskPatterns = (text: string): string => text.replace(EMAIL, maskEmail).replace(PHONE, DOTS)

/**
 * Hides personal data in texts and in JSON values. It hides the values of personal keys, these
 * values wherever a text quotes them, and everything in the form of an email address or a phone
 * number.
 */
export class Mask {
  readonly #quoted: RegExp | null

  /** @param sources values whose personal data no other text may quote, such as the event's body */
  constructor(sources: readonly unknown[]) {
    const values = new Set<string>()
    for (const source of sources) collect(source, '', '', values)
    const texts = [...values].filter(value => value.length >= MIN_QUOTED).sort((a, b) => b.length - a.length)
    const forms = texts.flatMap(text => [text, encodeURIComponent(text.replace(/\p{Cs}/gu, ''))])
    const escaped = [...new Set(forms)].slice(0, 200).map(form => form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    // A whole word: the name Mark is no part of marketing.
    const words = `(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`
    this.#quoted = escaped.length > 0 ? new RegExp(words, 'giu') : null
  }

  /** Hides personal data in a text. */
  text(text: string): string {
    const masked = maskPatterns(text)
    return this.#quoted ? masked.replace(this.#quoted, DOTS) : masked
  }

  /** Returns a copy of a JSON value without personal data. */
  json(value: unknown, key = '', parent = ''): unknown {
    if (Array.isArray(value)) return value.map(item => this.json(item, key, parent))
    if (isRecord(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.json(item, name, key)]))
    }
    if (value === null || value === undefined || value === '' || typeof value === 'boolean') return value
    if (isPersonal(key, parent)) return maskValue(isPersonal(key, '') ? key : parent, String(value))
    return typeof value === 'string' ? this.text(value) : value
  }
}

function maskValue(key: string, value: string): string {
  if (/@|%40/i.test(value)) return maskEmail(value)
  return /name$/i.test(key) ? maskName(value) : DOTS
}

function collect(value: unknown, key: string, parent: string, into: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, key, parent, into)
  else if (isRecord(value)) for (const [name, item] of Object.entries(value)) collect(item, name, key, into)
  else if ((typeof value === 'string' || typeof value === 'number') && isPersonal(key, parent)) {
    if (QUOTED_KEYS.test(key) || QUOTED_KEYS.test(parent)) into.add(String(value).trim().slice(0, 500))
  }
}

function isPersonal(key: string, parent: string): boolean {
  const plain = toPlainKey(key)
  if (plain === 'name' && THING_KEYS.has(toPlainKey(parent))) return false
  return PERSONAL_KEYS.has(plain) || PERSONAL_KEYS.has(toPlainKey(parent))
}

const toPlainKey = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, '')

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
