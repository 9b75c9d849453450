const REDACTED = '[redacted]'
const MAX_PATTERN_LENGTH = 100

/**
 * Takes values out of a text that Freshdesk wrote, because logs are read by many people. Finds a
 * value in any case, and as URLs, HTML, JSON and base64 write it.
 *
 * @param values texts, numbers and lists of them. Values of one or two characters stay: every text
 *   contains them.
 */
export function redact(text: string, values: readonly unknown[]): string {
  const texts = [...new Set(values.flatMap(toTexts))]
  if (texts.length === 0 || text === '') return text
  // The longest first: a name taken out of the middle of an address would leave the rest of the
  // address.
  const patterns = texts.sort((a, b) => b.length - a.length).map(toPattern)
  return text.replace(new RegExp(patterns.join('|'), 'gi'), REDACTED)
}

/** A value as it is, in each Unicode form, and in base64. */
function toTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(toTexts)
  if (typeof value === 'number' && value >= 1000) return [String(value)]
  if (typeof value !== 'string' || value.length <= 2) return []
  const base64 = Buffer.from(value).toString('base64')
  // One space stands for any white space. Two in a row would make the pattern slow.
  const line = value.replace(/\s+/g, ' ')
  return [line, line.normalize('NFC'), line.normalize('NFD'), base64, base64.replace(/=+$/, '')]
}

/**
 * A long value is known by its beginning, and the text ends there. A pattern of its whole length
 * would be too large.
 */
const toPattern = (value: string) => {
  const start = [...value.slice(0, MAX_PATTERN_LENGTH)].map(toCharacterPattern).join('')
  return value.length <= MAX_PATTERN_LENGTH ? start : `${start}[^]*`
}

/**
 * A pattern of one character as it stands, and as URLs, HTML and JSON write it. No encoding touches
 * letters and digits.
 */
function toCharacterPattern(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const url = [...Buffer.from(character)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const forms = [
    character.replace(/[.*+?^${}()|[\]\\/]/, '\\$&'),
    url,
    `&#0*${code};`,
    `&#x0*${code.toString(16)};`,
    character
      .split('')
      .map(unit => `\\\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
    ...(NAMES[character] ?? []),
  ]
  return `(?:${forms.join('|')})`
}

/** The short names that encodings have for single characters, as patterns. */
const NAMES: Record<string, string[]> = {
  ' ': ['\\s+', '\\+', '&nbsp;'],
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;', '\\\\"'],
  "'": ['&apos;'],
  '\\': ['\\\\\\\\'],
}
