import { ADVICE, CONTACT, fill, MESSAGES, type Message, REASONS, SETTINGS } from '../src/messages'

/** The tables of all messages in docs/errors.md, as Markdown. */
export function renderMessageTables(): string {
  const advice = Object.entries(ADVICE).map(([name, text]) => [name, fill(text, ADVICE_VALUES)])
  return [
    '### Results that changed nothing, by their reason',
    toTable(['reason', 'message', 'what to do'], toRows(REASONS)),
    '### Errors, by their name in the code',
    toTable(['error', 'message', 'what to do'], toRows(MESSAGES)),
    '### Advice for each field of a 400',
    toTable(['case', 'advice'], advice),
    '### Settings',
    toTable(['setting', 'message', 'what to do'], toRows(SETTINGS)),
  ].join('\n\n')
}

const ADVICE_VALUES = { ...CONTACT, key: '`field`', page: CONTACT.fieldsPage }

/** A message without a fix reports an expected end, or gives the advice for each field. */
const toRows = (messages: Record<string, Message>) =>
  Object.entries(messages).map(([name, { says, fix }]) => [
    `\`${name}\``,
    fillWords(says),
    fillWords(fix) || (says.includes('{reasons}') ? 'the advice for each field, below' : 'nothing'),
  ])

/** The words of contacts, and the rest of the `{braces}` as a reader would see them. */
const fillWords = (text: string) =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => (CONTACT as unknown as Record<string, string>)[key] ?? `‹${key}›`)

function toTable(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`)
  return lines.join('\n')
}
