import { styleText } from 'node:util'
import type { Entry } from '../journal/entry'

export interface LogStyle {
  color: boolean
  /** Bodies too. */
  verbose: boolean
}

type Style = Parameters<typeof styleText>[0]

const MAX_URL_LENGTH = 200
const MAX_BODY_LENGTH = 2_000

/** One request as a line, or as several with its bodies. */
export function logLine(entry: Entry, { color, verbose }: LogStyle): string {
  const paint = (style: Style, text: string) => (color ? styleText(style, text, { validateStream: false }) : text)
  const { status, fault, notes, request, response } = entry
  const line = [
    paint('gray', entry.loggedDate.slice(11, 19)),
    entry.method.padEnd(6),
    printable(entry.url, MAX_URL_LENGTH),
    paint(getStatusStyle(status), status === null ? 'no response' : String(status)),
    paint('gray', `${Math.round(entry.durationMs)} ms`),
    ...(fault === undefined ? [] : [paint('magenta', `fault ${fault}`)]),
  ].join(' ')
  const more = notes.map(note => paint('yellow', `         ${note}`))
  if (verbose && request.body) more.push(`         > ${printable(request.body, MAX_BODY_LENGTH)}`)
  if (verbose && response?.body) more.push(`         < ${printable(response.body, MAX_BODY_LENGTH)}`)
  return [line, ...more].join('\n')
}

function getStatusStyle(status: number | null): Style {
  if (status === null || status >= 500) return 'red'
  return status >= 400 ? 'yellow' : 'green'
}

/** Text from outside without the control characters that move the cursor or rewrite the screen. */
function printable(text: string, max: number): string {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text
  return cut.replace(/\p{Cc}/gu, ' ')
}
