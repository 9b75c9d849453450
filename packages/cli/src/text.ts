import type { Report } from '@datafly/delivery'

/** Control characters, line separators, and characters that reverse the direction of text. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/**
 * Makes text from an event or a server safe for a terminal: one line, without control characters,
 * at most `longest` characters.
 */
export function printable(text: string, longest = Number.POSITIVE_INFINITY): string {
  const characters = [...text.replace(UNSAFE, '\ufffd')]
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('')
}

/** Quotes a path, so that a shell reads it as one word. */
export const quoted = (path: string) => (/^[\w./@%+:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)

/** The name of a track event, and the type of any other event. */
export const eventName = ({ event, type }: Report): string => event ?? type ?? ''

/** The reason in few words. Without a reason, the fields that were left out. */
export const shortReason = ({ reason, omitted }: Report): string =>
  reason ?? (omitted.length > 0 ? `without ${omitted.map(({ field }) => field).join(', ')}` : '')

/**
 * One line of plain text with its columns separated by tabs: line, outcome, event, message id,
 * contact, explanation.
 */
export function plainLine(line: number, report: Report): string {
  const { outcome, messageId, contactId, reason, message, omitted } = report
  const explanation = [
    [reason, message].filter(Boolean).join(': '),
    ...omitted.map(omission => `left out ${omission.field} (${omission.reason})`),
  ]
  const columns = [line, outcome, eventName(report), messageId, contactId, explanation.filter(Boolean).join('; ')]
  return columns.map(column => printable(String(column ?? '')) || '-').join('\t')
}

/** One line of JSON with every key of a report in a fixed order, and the line of the input. */
export function jsonLine(line: number, report: Report): string {
  const { messageId, type, event, action, outcome, reason, status, contactId, attempts, omitted, message, requests } =
    report
  const keys = { messageId, type, event, action, outcome, reason, status, contactId, attempts, omitted, message, line }
  return JSON.stringify({ ...keys, requests })
}

/** The requests of a dry run as they would go over the wire, with an indented body. */
export function requestText(line: number, report: Report): string {
  const requests = (report.requests ?? []).map(({ method, url, headers, body }) => {
    const head = [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)]
    const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2)
    return [
      ...head.map(text => printable(text)),
      ...(body === null ? [] : ['', ...text.split('\n').map(t => printable(t))]),
      '',
    ].join('\n')
  })
  return [plainLine(line, report), ...requests].join('\n')
}
