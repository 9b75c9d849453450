// @ts-check

/** The journal masks keys, so the line carries a placeholder for one. */
const PLACEHOLDER = 'YOUR_API_KEY'

/** Headers that curl writes itself, or that belong to the connection. */
const LEFT_OUT = new Set([
  'authorization',
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'keep-alive',
  'accept-encoding',
  'user-agent',
  'expect',
  'sec-fetch-mode',
  'accept-language',
])

/**
 * One request of the journal as a line for a shell. It is always sent to this mock, whatever Host
 * the request named.
 * @param {{ method: string, url: string, request: { headers: Record<string, string | string[]>,
 *   body: string } }} entry
 * @param {string} [origin]
 */
export function toCurl({ method, url, request }, origin = location.origin) {
  const target = new URL(url, origin)
  const address = origin + target.pathname + target.search
  const { headers, body } = request
  const words = ['curl']
  if (/[[\]{}]/.test(address)) words.push('--globoff')
  if (method === 'HEAD') words.push('--head')
  else if (method !== (body ? 'POST' : 'GET')) words.push('-X', quote(method))
  if (headers.authorization !== undefined) words.push('-u', `${PLACEHOLDER}:X`)
  if (typeof headers.host === 'string' && headers.host !== new URL(origin).host)
    words.push('-H', quote(`Host: ${headers.host}`))
  for (const [name, value] of Object.entries(headers))
    if (!LEFT_OUT.has(name)) for (const one of [value].flat()) words.push('-H', quote(`${name}: ${one}`))
  if (body) words.push('--data-raw', quote(body))
  return [...words, quote(address)].join(' ')
}

/** A line that creates a contact, for who has none yet. @param {string | undefined} account */
export function starterCurl(account) {
  const other = account !== undefined && account !== 'default'
  const origin = other ? `http://${account}.localhost:${location.port}` : location.origin
  const key = other ? PLACEHOLDER : 'mock-api-key'
  return `curl -u ${key}:X -H 'Content-Type: application/json' -d '{"name":"Ada Moss","email":"ada.moss@example.com"}' ${quote(`${origin}/api/v2/contacts`)}`
}

/**
 * @param {string} text one word of a shell, safe to paste: control characters, which could press
 *   Enter, are escaped
 */
function quote(text) {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const control = /[\u0000-\u001f\u007f-\u009f]/g
  if (!control.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  const escaped = text.replace(/[\\']/g, '\\$&').replace(control, character => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
  return `$'${escaped}'`
}
