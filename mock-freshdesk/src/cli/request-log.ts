import type { Entry } from '../journal/entry'

export interface LogStyle {
  color: boolean
  /** Bodies too. */
  verbose: boolean
}

const MOST_OF_A_URL = 200
const MOST_OF_A_BODY = 2_000

/** One request as a line, or as several with its bodies. */
export function logLine(entry: Entry, { color, verbose }: LogStyle): string {
  const paint = (code: number, text: string) => (color ? `\x1b[${code}m${text}\x1b[0m` : text)
  const { status, fault, notes, request, response } = entry
  const line = [
    paint(90, entry.loggedDate.slice(11, 19)),
    entry.method.padEnd(6),
    printable(entry.url, MOST_OF_A_URL),
    paint(colorOf(status), status === null ? 'no answer' : String(status)),
    paint(90, `${Math.round(entry.durationMs)} ms`),
    ...(fault === undefined ? [] : [paint(35, `fault ${fault}`)]),
  ].join(' ')
  const more = notes.map(note => paint(33, `         ${note}`))
  if (verbose && request.body) more.push(`         > ${printable(request.body, MOST_OF_A_BODY)}`)
  if (verbose && response?.body) more.push(`         < ${printable(response.body, MOST_OF_A_BODY)}`)
  return [line, ...more].join('\n')
}

function colorOf(status: number | null): number {
  if (status === null || status >= 500) return 31
  if (status >= 400) return 33
  return 32
}

/** What came from outside must not move the cursor or rewrite the screen. */
function printable(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text
  return cut.replace(/\p{Cc}/gu, ' ')
}
