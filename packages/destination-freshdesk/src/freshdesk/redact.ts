const REDACTED = '[redacted]'

/**
 * Takes values out of a text that Freshdesk wrote, because logs are read by many people. Finds a value in any case, and as URLs, HTML,
 * JSON and base64 write it.
 *
 * @param values texts, numbers and lists of them. Values of one or two characters stay: every text contains them.
 */
export function redact(text: string, values: readonly unknown[]): string {
  const forms = new Set(values.flatMap(toTexts).flatMap(toForms))
  if (forms.size === 0 || text === '') return text
  // The longest first: a name taken out of the middle of an address would leave the rest of the address.
  const longestFirst = [...forms].sort((a, b) => b.length - a.length)
  return text.replace(new RegExp(longestFirst.map(escapePattern).join('|'), 'gi'), REDACTED)
}

function toTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(toTexts)
  if (typeof value === 'number' && value >= 1000) return [String(value)]
  return typeof value === 'string' && value.length > 2 ? [value] : []
}

function toForms(value: string): string[] {
  const url = encodeURIComponent(toWellFormed(value))
  const json = JSON.stringify(value).slice(1, -1)
  return [
    value,
    value.normalize('NFC'),
    value.normalize('NFD'),
    url,
    url.replace(/%20/g, '+'),
    url.replace(/%40/g, '@'),
    json,
    json.replace(/[^ -~]/g, toUnicodeEscape),
    value.replace(/[&<>"']/g, character => HTML_NAMES[character] ?? character),
    value.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`),
    value.replace(/[^\w .-]/g, character => `&#${character.charCodeAt(0)};`),
    Buffer.from(value).toString('base64').replace(/=+$/, ''),
  ]
}

const HTML_NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

const toUnicodeEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** encodeURIComponent throws on half a character. */
const toWellFormed = (value: string) => value.replace(/\p{Cs}/gu, '')

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
