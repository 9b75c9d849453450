import { toReport } from '@datafly/delivery'
import type { EventLine, InputLine } from './event-line'
import { readEvents } from './read-events'
import { rejectedLine } from './rejected'

/** What comes out of these bytes, however they are cut into chunks. */
async function read(bytes: string | Buffer, { chunk = 7, longestLine = 1_000 } = {}) {
  const buffer = Buffer.from(bytes as string)
  async function* stream() {
    for (let at = 0; at < buffer.length; at += chunk) yield buffer.subarray(at, at + chunk)
  }
  const lines: InputLine[] = []
  for await (const line of readEvents(stream(), { longestLine })) lines.push(line)
  return lines
}

const A = { type: 'identify', userId: 'a' }
const B = { type: 'identify', userId: 'ü😀' }
const a = JSON.stringify(A)
const b = JSON.stringify(B)

describe('events', () => {
  it.each([
    ['one a line', `${a}\n${b}\n`, [1, 2]],
    ['no line feed at the end', `${a}\n${b}`, [1, 2]],
    ['Windows line ends', `${a}\r\n${b}\r\n`, [1, 2]],
    ['a byte order mark', `\ufeff${a}\n${b}\n`, [1, 2]],
    ['two files one after the other, each with a mark', `\ufeff${a}\n\ufeff${b}\n`, [1, 2]],
    ['blank lines between', `\n${a}\n \t\r\n\n${b}\n\n`, [2, 5]],
    ['spaces around', `  ${a}  \n\t${b}\n`, [1, 2]],
  ])('%s', async (_what, text, numbers) => {
    for (const chunk of [1, 2, 3, 50, 10_000]) {
      const lines = await read(text, { chunk })
      expect(lines).toMatchObject([{ event: A }, { event: B }])
      expect(lines.map(({ line }) => line)).toEqual(numbers)
    }
  })

  it('keep the key "rejected" of an event', async () => {
    for (const rejected of ['yes', { outcome: 'bad' }, null]) {
      expect(await read(JSON.stringify({ ...A, rejected }))).toMatchObject([{ event: { ...A, rejected } }])
    }
  })

  it('none in nothing', async () => {
    expect(await read('')).toEqual([])
    expect(await read('\n\n\r\n')).toEqual([])
  })

  it('reports the position in the stream after each event', async () => {
    const lines = await read(`${a}\n\n${b}`)
    expect(lines.map(({ end }) => end)).toEqual([a.length + 1, a.length + 2 + Buffer.byteLength(b)])
  })

  it('keys named like parts of a prototype stay plain keys', async () => {
    const [line] = await read('{"__proto__":{"admin":true},"constructor":1}\n')
    expect(line && 'event' in line && Object.keys(line.event)).toEqual(['__proto__', 'constructor'])
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})

describe('lines that hold no event', () => {
  it.each([
    ['no JSON', '{"type":', 'not-json', 'The line is not JSON: write one event, as a JSON object, on each line.'],
    ['two events on one line', `${a}${a}`, 'not-json', expect.stringContaining('The line is not JSON')],
    ['an array', `[${a}]`, 'not-an-event', expect.stringContaining('The line is JSON, but not an object')],
    ['a text', '"hello"', 'not-an-event', expect.any(String)],
    ['a number', '17', 'not-an-event', expect.any(String)],
    ['null', 'null', 'not-an-event', expect.any(String)],
  ])('%s', async (_what, text, reason, message) => {
    expect(await read(`${a}\n${text}\n${b}\n`)).toMatchObject([
      { event: A, line: 1 },
      { reason, message, raw: text, line: 2 },
      { event: B, line: 3 },
    ])
  })

  it('bytes that are no UTF-8', async () => {
    const broken = Buffer.from('7b2261223a22ff227d', 'hex')
    const bytes = Buffer.concat([Buffer.from(`${a}\n`), broken, Buffer.from(`\n${b}`)])
    expect(await read(bytes)).toMatchObject([{ event: A }, { line: 2, reason: 'not-utf-8', raw: broken }, { event: B }])
  })

  it('a line that is too long, to the byte, white space aside', async () => {
    const fits = `{"a":"${'x'.repeat(992)}"}`
    expect(fits).toHaveLength(1_000)
    expect(await read(` ${fits}\r\n${fits}x\n${b}\n${'x'.repeat(100_000)}`)).toMatchObject([
      { line: 1, event: { a: 'x'.repeat(992) } },
      { line: 2, reason: 'line-too-long', raw: null, size: 1_001 },
      { line: 3, event: B },
      { line: 4, reason: 'line-too-long', raw: null, size: 100_000 },
    ])
  })

  it('a line of 400 MB without holding half of that', async () => {
    async function* stream() {
      for (let i = 0; i < 400; i++) yield Buffer.alloc(1024 * 1024, 'x')
      yield Buffer.from(`\n${b}\n`)
    }
    const before = process.memoryUsage.rss()
    const lines: unknown[] = []
    for await (const line of readEvents(stream())) lines.push(line)
    expect(lines).toMatchObject([
      { line: 1, reason: 'line-too-long' },
      { line: 2, event: B },
    ])
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 * 1024)
  })

  it('is never quoted in the message', async () => {
    const [line] = await read('{"email":"ada@x.org"')
    expect(line).toHaveProperty('message', expect.not.stringContaining('ada'))
  })
})

it('reads no further than it is asked to', async () => {
  let chunks = 0
  async function* stream() {
    for (;;) {
      chunks++
      yield Buffer.from(`${a}\n${a}\n`)
    }
  }
  const events = readEvents(stream())
  for (let i = 0; i < 4; i++) await events.next()
  expect(chunks).toBe(2)
  await events.return(undefined)
})

describe('what was rejected can be read again', () => {
  const report = {
    ...toReport({}, []),
    outcome: 'gave-up',
    reason: 'service-unavailable',
    status: 503,
    attempts: 6,
    message: 'Down.',
  } as const
  const at = new Date('2026-03-01T12:00:00Z')

  it('has the event as it was, and one key more', async () => {
    const [line] = await read(`\n\n${a}\n`)
    expect(JSON.parse(rejectedLine(line as EventLine, report, at))).toEqual({
      type: 'identify',
      userId: 'a',
      rejected: {
        outcome: 'gave-up',
        reason: 'service-unavailable',
        message: 'Down.',
        status: 503,
        attempts: 6,
        at: '2026-03-01T12:00:00.000Z',
        line: 3,
      },
    })
  })

  const rejectedAgain = async (line: unknown, longestLine = 1_000) => {
    const lines = await read(`${rejectedLine(line as EventLine, report, at)}\n`, { longestLine, chunk: 1e5 })
    expect(lines).toHaveLength(1)
    return lines[0]
  }
  const withoutPlace = (line: unknown) => {
    const { line: _, size: __, end: ___, ...content } = line as EventLine
    return content
  }

  it.each([
    ['an event', a],
    ['one beyond ASCII', b],
    ['one with white space', '{ "type" : "identify",\t"userId": "a" }'],
    ['one with escapes that need not be', String.raw`{"type":"\u0069dentify","path":"a\/b"}`],
    ['one with a number that no computer keeps', '{"type":"identify","userId":12345678901234567890}'],
    ['one with a number written in its own way', '{"a":1.0,"b":1e2,"c":-0}'],
    ['one with a key twice', '{"a":1,"a":2}'],
    ['one whose event has a key "rejected"', '{"type":"identify","rejected":"yes"}'],
    ['one with such a key further down', '{"type":"identify","traits":{"a":1,"rejected":{"b":2}}}'],
    [
      'one that looks as if it had been rejected, with more',
      `{"a":1,"rejected":{"outcome":"","at":"","line":1,"b":[]}}`,
    ],
    ['one with nothing but a key "raw"', '{"raw":"text"}'],
    ['one with a key "raw" among others', '{"raw":"text","type":"identify"}'],
    ['one without any key', '{}'],
    ['one with a key "__proto__"', '{"__proto__":{"a":1}}'],
    ['one nested deep', `{"a":${'['.repeat(400)}${']'.repeat(400)}}`],
    ['one as long as may be', `{"a":"${'x'.repeat(992)}"}`],
    ['a line that is no JSON', '{"type":'],
    ['one that grows when it is quoted', '"\\'.repeat(500)],
    ['one that grows beyond reason', '\u0000'.repeat(1_000)],
    ['a line that is no object', '[1,2]'],
    ['bytes that are no text', Buffer.from('7b2261223a22ff227d', 'hex')],
  ])('to the letter: %s', async (_what, text) => {
    const [first] = await read(text)
    expect(first?.raw).toEqual(text)
    let line = first
    for (let round = 0; round < 3; round++) {
      line = await rejectedAgain(line)
      expect(withoutPlace(line)).toEqual(withoutPlace(first))
    }
  })

  it('one nested too deep to be written', async () => {
    const deep = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
    const [line] = await read(deep, { longestLine: 1e6, chunk: 1e5 })
    const again = await rejectedAgain(line, 1e6)
    expect(again && 'event' in again && again.raw === deep).toBe(true)
  })

  it('an event whose line was rewritten by hand', async () => {
    const { type, rejected } = JSON.parse(rejectedLine((await read('{"type":"track"}'))[0] as EventLine, report, at))
    for (const line of [
      { rejected, type },
      { rejected, type, a: { b: 1, rejected: {} } },
    ]) {
      const { rejected: _, ...event } = line
      const [first] = await read(JSON.stringify(line, null, 1).replaceAll('\n', ''), { chunk: 1e5 })
      expect(first).toMatchObject({ event })
      const again = await rejectedAgain(await rejectedAgain(first))
      expect(again).toHaveProperty('event', event)
    }
  })

  it('a line too long to keep says so for good', async () => {
    const [line] = await read('x'.repeat(1_001))
    const [again] = await read(rejectedLine(line as EventLine, report, at))
    expect(again).toMatchObject({ reason: 'not-kept' })
    const [oncemore] = await read(rejectedLine(again as EventLine, report, at))
    expect(oncemore).toMatchObject({ reason: 'not-kept' })
  })
})
