import { ServerResponse } from 'node:http'

interface Internals {
  _header: string | null
  _last: boolean
  _hasBody: boolean
  shouldKeepAlive: boolean
}

/**
 * Takes a head that is ready to be sent. Checking and copying the twenty headers that Freshdesk's answers carry takes
 * node's writeHead a tenth of the time of a whole request, and sending head and body apart takes it more; the mock writes
 * most headers once and for all, and sends plain ASCII in one piece. The fields set here are those that writeHead sets;
 * should a later node have them no more, writeHead does the work.
 */
export class QuickResponse extends ServerResponse {
  /** `head` is the status line and headers, each with its CRLF, without those about the connection. */
  answer(status: number, head: string, body: string, isAscii: boolean): void {
    const own = this as unknown as Internals
    if (own._header !== null || own._hasBody === undefined || own.shouldKeepAlive === undefined) {
      this.writeHead(status, headersIn(head)).end(body)
      return
    }
    this.statusCode = status
    own._last = !own.shouldKeepAlive
    const whole = `${head}${own.shouldKeepAlive ? KEPT : CLOSED}`
    if (isAscii && own._hasBody) {
      own._header = whole + body
      this.end()
    } else {
      own._header = whole
      this.end(body)
    }
  }
}

/** Seconds an idle connection is kept: longer than clients keep theirs, so that it is they who close it. */
export const KEEP_ALIVE_SECONDS = 72

const KEPT = `Connection: keep-alive\r\nKeep-Alive: timeout=${KEEP_ALIVE_SECONDS}\r\n\r\n`
const CLOSED = 'Connection: close\r\n\r\n'

/** The headers of a head, by name. */
export function headersIn(head: string): Record<string, string> {
  const lines = head.split('\r\n').slice(1, -1)
  return Object.fromEntries(lines.map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))
}
