import { type Report, toReport } from '@datafly/delivery'
import { renderTable } from './table'
import { jsonLine, plainLine, printable, requestText } from './text'

const report = (more: Partial<Report>): Report => ({
  ...toReport({ messageId: 'm1', type: 'identify' }, []),
  outcome: 'created',
  reason: null,
  ...more,
})

describe('text that is shown', () => {
  it.each([
    ['plain', 'plain'],
    ['日本 ü 😀', '日本 ü 😀'],
    ['\u001b[31mred\u001b[0m', '�[31mred�[0m'],
    ['a\tb\r\nc\u0000', 'a�b��c�'],
    ['\u009b31m', '�31m'],
    ['a\u2028b', 'a�b'],
    ['\u202egnp.exe', '�gnp.exe'],
  ])('%j becomes %j', (text, expected) => {
    expect(printable(text)).toBe(expected)
  })

  it('is cut between characters, never inside one', () => {
    expect(printable('😀😀😀😀', 3)).toBe('😀😀…')
    expect(printable('abc', 3)).toBe('abc')
  })
})

it.each([
  ['of all that is known', report({ contactId: 7 }), '3\tcreated\tidentify\tm1\t7\t-'],
  ['of a track, by its name', report({ type: 'track', event: 'Signed Up' }), '3\tcreated\tSigned Up\tm1\t-\t-'],
  [
    'with the reason and the sentence',
    report({ outcome: 'rejected', reason: 'forbidden', message: 'You may not.' }),
    '3\trejected\tidentify\tm1\t-\tforbidden: You may not.',
  ],
  [
    'with what was left out',
    report({
      omitted: [
        { field: 'phone', reason: 'impossible' },
        { field: 'company_id', reason: 'not a number' },
      ],
    }),
    '3\tcreated\tidentify\tm1\t-\tleft out phone (impossible); left out company_id (not a number)',
  ],
  [
    'that hostile text cannot break',
    report({ messageId: 'a\tb\nc\u001b[2J' }),
    '3\tcreated\tidentify\ta�b�c�[2J\t-\t-',
  ],
  ['of nothing', report({ messageId: null, type: null }), '3\tcreated\t-\t-\t-\t-'],
])('a plain line %s', (_what, from, expected) => {
  expect(plainLine(3, from)).toBe(expected)
})

it('a line of JSON has every key, always in the same order', () => {
  expect(jsonLine(3, report({ contactId: 7 }))).toBe(
    '{"messageId":"m1","type":"identify","event":null,"action":null,"outcome":"created","reason":null,"status":null,' +
      '"contactId":7,"attempts":0,"omitted":[],"message":null,"line":3}',
  )
})

it('a request is shown as it would go over the wire', () => {
  const requests = [
    {
      method: 'PUT',
      url: 'https://x.org/1',
      headers: { host: 'x.org', accept: '*/*' },
      body: { name: 'Ada', tags: [] },
    },
    { method: 'GET', url: 'https://x.org/2', headers: {}, body: null },
    { method: 'POST', url: 'https://x.org/3', headers: {}, body: 'a=1\u001b[2J' },
  ]
  expect(requestText(1, report({ outcome: 'would-send', requests }))).toBe(`1\twould-send\tidentify\tm1\t-\t-
PUT https://x.org/1
host: x.org
accept: */*

{
  "name": "Ada",
  "tags": []
}

GET https://x.org/2

POST https://x.org/3

a=1�[2J
`)
})

describe('the table', () => {
  const rows: Report[] = [
    report({ contactId: 72009990001, messageId: '日本語' }),
    report({ type: 'track', event: 'Signed Up', outcome: 'exists', reason: 'already-exists', contactId: '7' }),
    report({ omitted: [{ field: 'phone', reason: 'impossible' }], message: 'ada@x.org' }),
    report({ outcome: 'rejected', reason: 'forbidden', messageId: `${'x'.repeat(40)}\u001b[2J` }),
  ]

  it('is what people read, aligned even where letters are wide, without anything of a person', () => {
    expect(renderTable(rows)).toBe(
      `
┌───────────┬──────────────────────────┬──────────┬────────────────┬─────────────┐
│ Event     │ Message                  │ Outcome  │ Reason         │ Contact     │
├───────────┼──────────────────────────┼──────────┼────────────────┼─────────────┤
│ identify  │ 日本語                   │ created  │                │ 72009990001 │
│ Signed Up │ m1                       │ exists   │ already-exists │ 7           │
│ identify  │ m1                       │ created  │ without phone  │             │
│ identify  │ xxxxxxxxxxxxxxxxxxxxxxx… │ rejected │ forbidden      │             │
└───────────┴──────────────────────────┴──────────┴────────────────┴─────────────┘`.trim(),
    )
  })

  it('has a column for lines when there are any', () => {
    expect(renderTable(rows.map((row, i) => ({ ...row, line: i + 10 })))).toContain('│ 13   │ identify ')
  })

  it('has colours when asked for them', () => {
    const colored = renderTable(rows, { color: true })
    expect(colored).toContain('\u001b[32mcreated\u001b[39m')
    expect(colored).toContain('\u001b[31mrejected\u001b[39m')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: taking the colours off again
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderTable(rows))
  })
})
