import type { Call } from '../../api/types'

/** The path of intake for each type of event. */
const PATHS: Readonly<Record<string, string>> = {
  track: '/v1/track',
  identify: '/v1/identify',
  page: '/v1/page',
  screen: '/v1/screen',
  group: '/v1/group',
  alias: '/v1/alias',
}

/**
 * Returns the command that sends an event to intake once more. The shell variable WRITE_KEY stands
 * for the write key. The message id is left out, because intake takes each message id once.
 *
 * @param intakeUrl such as `http://127.0.0.1:4100`; a placeholder stands for it when it is null
 */
export function toIntakeCurl(type: string | null, body: unknown, intakeUrl: string | null): string {
  const path = type !== null && Object.hasOwn(PATHS, type) ? PATHS[type] : '/v1/track'
  const address = `${(intakeUrl ?? 'https://YOUR-INTAKE').replace(/\/+$/, '')}${path}`
  return toCommand('POST', '"$WRITE_KEY:"', JSON.stringify(toTestEvent(body)), address)
}

/**
 * Returns the command that makes one request to Freshdesk again. The shell variable
 * FRESHDESK_API_KEY stands for the API key.
 */
export function toCallCurl({ method, url, body }: Pick<Call, 'method' | 'url' | 'body'>): string {
  return toCommand(method, '"$FRESHDESK_API_KEY:X"', body == null ? null : JSON.stringify(body), url)
}

/** Returns the event without the fields that intake fills in anew. */
export function toTestEvent(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const {
    messageId: _,
    receivedAt: __,
    sentAt: ___,
    originalTimestamp: ____,
    timestamp: _____,
    ...event
  } = body as Record<string, unknown>
  return event
}

function toCommand(method: string, user: string, body: string | null, address: string): string {
  const lines = [`curl -X ${quote(method)} ${quote(address)}`, `  -u ${user}`]
  if (body !== null) lines.push("  -H 'Content-Type: application/json'", `  --data-raw ${quote(body)}`)
  return lines.join(' \\\n')
}

/** Control characters, which could press Enter in a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern looks for them
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g

/** Quotes one word of a shell, so that it is safe to paste. */
function quote(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  if (text.search(CONTROL) === -1) return `'${text.replaceAll("'", "'\\''")}'`
  const escaped = text.replace(/[\\']/g, '\\$&').replace(CONTROL, toEscape)
  return `$'${escaped}'`
}

function toEscape(character: string): string {
  const code = character.charCodeAt(0)
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}
