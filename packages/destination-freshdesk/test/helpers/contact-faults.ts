/**
 * What keeps Freshdesk from taking a body, in words; nothing when it would. Written from
 * Freshdesk's documentation alone: it shares no code and no list with the plugin, so that the two
 * can disagree.
 */
export function findContactFaults(method: string, body: unknown): string[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return ['the body is no object']
  const given = new Map<string, unknown>(Object.entries(body))
  return [
    ...(given.size === 0 ? ['the body is empty'] : []),
    ...(method === 'POST' ? findNewContactFaults(given) : []),
    ...[...given].flatMap(([key, value]) => {
      const fault = Object.hasOwn(FIELDS, key) ? FIELDS[key]?.(value) : 'is no field of a contact'
      return fault ? [`${key} ${fault}`] : []
    }),
    ...collectTexts(body).flatMap(text => {
      if (/\p{Cs}/u.test(text)) return ['half a character']
      return /\[object |\bundefined\b|\bNaN\b/.test(text) ? [`a text that JavaScript made: ${text}`] : []
    }),
  ]
}

type Check = (value: unknown) => string | undefined

const FIELDS: Record<string, Check> = {
  name: line,
  email: value =>
    line(value) ??
    (/^[!-?A-~]+@([a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(value as string) ? undefined : 'is no address'),
  phone: e164,
  mobile: e164,
  unique_external_id: line,
  twitter_id: line,
  job_title: line,
  company_id: value =>
    Number.isSafeInteger(value) && (value as number) > 0 ? undefined : 'is no positive whole number',
  address: text,
  description: text,
  language: value => (typeof value === 'string' && /^[a-z]{2,3}(-[A-Z]{2})?$/.test(value) ? undefined : 'is no code'),
  time_zone: line,
  tags: value => {
    if (!Array.isArray(value) || value.length === 0) return 'are no list, or an empty one'
    if (new Set(value.map(tag => String(tag).toLowerCase())).size < value.length) return 'repeat one'
    return value.every(tag => !line(tag) && tag.length <= 32) ? undefined : 'hold one that is no tag'
  },
  custom_fields: value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'are no object'
    const entries = Object.entries(value)
    if (entries.length === 0) return 'are empty'
    const bad = entries.find(
      ([key, entry]) => line(key) || !['string', 'number', 'boolean'].includes(typeof entry) || entry === '',
    )
    return bad && `hold ${JSON.stringify(bad)}`
  },
}

const IDENTIFIERS = ['email', 'phone', 'mobile', 'unique_external_id', 'twitter_id']

function findNewContactFaults(given: Map<string, unknown>): string[] {
  return [
    ...(given.has('name') ? [] : ['no name']),
    ...(IDENTIFIERS.some(key => given.has(key)) ? [] : ['no identifier']),
    ...((given.get('tags') as unknown[] | undefined)?.includes('marketing-consent') ? [] : ['no consent tag']),
  ]
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() === value && /[^\p{Cf}\s]/u.test(value)
    ? undefined
    : 'is no text, blank or not trimmed'
}

function line(value: unknown): string | undefined {
  return (
    text(value) ??
    ((value as string).length > 255 ? 'is too long' : /\p{Cc}/u.test(value as string) ? 'is not one line' : undefined)
  )
}

function e164(value: unknown): string | undefined {
  return typeof value === 'string' && /^\+[1-9]\d{3,14}$/.test(value) ? undefined : 'is not E.164'
}

export const collectTexts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(collectTexts)
      : []
