import { explainReason, splitMessage } from './explain-reason'
import { CONTACT, fill, MESSAGES, type Message, REASONS, SETTINGS } from './messages'

test.each(Object.entries<Message>({ ...REASONS, ...MESSAGES, ...SETTINGS }))(
  'the message %s is parted into what it says and its fix',
  (_name, { says, fix }) => {
    const values = { ...CONTACT, status: 400, reasons: 'name: It is missing.', when: 'in 30 seconds', seconds: 3.5 }
    const [text, advice] = [fill(says, values), fill(fix, values)]
    expect(splitMessage(advice ? `${text} ${advice}` : text)).toEqual({ says: text, fix: advice || null })
  },
)

test.each([
  ['no-consent', false, 'The visitor has not granted the consent category, so nothing was sent.', null],
  ['invalid-authentication', true, 'Freshdesk refused the API key (401): it is wrong or missing.', /^Copy it again/],
  [
    'not-found',
    true,
    'Freshdesk knows no such account or address (404): most likely the domain is wrong.',
    /^Enter only/,
  ],
  ['not-found', false, /^Freshdesk has no contact with the user id\./, /^If the person gave/],
  ['service-unavailable', true, 'Freshdesk has a problem (503). The delivery can be tried again.', /^If this lasts/],
])('the reason %s of an error (%s) is explained', (reason, isError, says, fix) => {
  const matching = (text: string | RegExp) => (typeof text === 'string' ? text : expect.stringMatching(text))
  expect(explainReason(reason, isError)).toEqual({ says: matching(says), fix: fix && expect.stringMatching(fix) })
})

test.each(['unknown', 'constructor', '__proto__', ''])('the reason %p has no explanation', reason => {
  expect(explainReason(reason, true)).toBeNull()
  expect(explainReason(reason, false)).toBeNull()
})
