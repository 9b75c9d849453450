import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderMessageTables } from '../scripts/message-tables'
import { MESSAGES, REASONS, SETTINGS, toMessage } from '../src/messages'

test('docs/errors.md has the current tables of messages: if not, run pnpm docs:errors', () => {
  const text = readFileSync(join(__dirname, '../../../docs/errors.md'), 'utf8')
  // The formatter aligns the columns.
  const toPlain = (markdown: string) => markdown.replace(/ +/g, ' ').replace(/-{3,}/g, '---')
  expect(toPlain(text).includes(toPlain(renderMessageTables()))).toBe(true)
})

test.each(Object.entries({ ...REASONS, ...MESSAGES, ...SETTINGS }))(
  'the message %s is whole sentences',
  (_, message) => {
    const text = toMessage(message, {
      reasons: 'email: no.',
      cause: 'x',
      when: 'soon',
      status: 400,
      seconds: 3,
      label: 'x',
    })
    expect(text).toMatch(/^[A-Z].*[.]$/)
    expect(text).not.toMatch(/\bmend\b|\bnobody\b|\btold\b/)
  },
)
