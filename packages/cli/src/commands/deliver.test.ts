import { execFileSync } from 'node:child_process'
import fs, { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { setImmediate as tick } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import nock from 'nock'
import { main } from '../main'

const ENV = { FRESHDESK_DOMAIN: 'acme', FRESHDESK_API_KEY: 'sesame' }

const consent = { categoryPreferences: { marketing: true } }
const ADA = {
  type: 'identify',
  messageId: 'm-ada',
  userId: 'ada',
  traits: { name: 'Ada Moss', email: 'ada@example.com' },
  context: { consent },
}
const BOB = {
  type: 'identify',
  messageId: 'm-bob',
  userId: 'bob',
  traits: { name: 'Bob Reed', email: 'bob@example.com' },
  context: { consent },
}
const PAGE = { type: 'page', messageId: 'm-page', anonymousId: 'a1' }

let folder: string
beforeEach(() => {
  delete process.env.FRESHDESK_BASE_URL
  nock.disableNetConnect()
  folder = mkdtempSync(join(tmpdir(), 'deliver-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

const contacts = (body?: (contact: { email: string }) => boolean) =>
  nock('https://acme.freshdesk.com').post('/api/v2/contacts', body)
const created = (id: number) => [201, { id, tags: ['marketing-consent'] }] as const

const ndjson = (...events: unknown[]) =>
  events.map(event => `${typeof event === 'string' ? event : JSON.stringify(event)}\n`).join('')

function file(name: string, text: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Runs the command with nothing of this process, and all time passing at once. */
async function run(
  argv: string[],
  {
    stdin = '' as string | Buffer[],
    fd = undefined as number | undefined,
    env = ENV as NodeJS.ProcessEnv,
    terminal = false,
    stop = new AbortController(),
    keepOpen = false,
    check = false,
  } = {},
) {
  const collect = () => {
    const chunks: string[] = []
    const stream = new PassThrough()
    stream.on('data', chunk => chunks.push(String(chunk)))
    return Object.assign(stream, { isTTY: terminal, text: () => chunks.join('') })
  }
  const input = Object.assign(new PassThrough(), { isTTY: terminal, ...(fd !== undefined && { fd }) })
  for (const piece of [stdin].flat()) input.write(piece)
  if (!keepOpen) input.end()
  const stdout = collect()
  const stderr = collect()
  const waits: number[] = []
  const sleep = async (milliseconds: number) => void waits.push(milliseconds)
  const io = { stdin: input, stdout, stderr, env, signal: stop.signal }
  const code = await main(['deliver', ...argv, ...(check ? [] : ['--no-check'])], io, { sleep, random: () => 0.5 })
  return { code, stdout: stdout.text(), stderr: stderr.text(), waits }
}

describe('a file of events', () => {
  it('that all end well gives exit code 0, and a plain line for each', async () => {
    contacts(contact => contact.email === 'ada@example.com').reply(...created(101))
    contacts(contact => contact.email === 'bob@example.com').reply(...created(102))
    const { code, stdout, stderr } = await run([file('events.ndjson', ndjson(ADA, PAGE, BOB))])
    expect(stdout.split('\n').sort()).toEqual([
      '',
      '1\tcreated\tidentify\tm-ada\t101\t-',
      '2\tdropped\tpage\tm-page\t-\tnot-subscribed',
      '3\tcreated\tidentify\tm-bob\t102\t-',
    ])
    expect(stderr).toBe('3 events: 2 created, 1 dropped.\n  1 changed nothing in Freshdesk: 1 not-subscribed.\n')
    expect(code).toBe(0)
  })

  it('with one that Freshdesk refuses gives exit code 1, and says why and what to do', async () => {
    contacts().reply(403, { code: 'access_denied', message: 'You are not authorized to perform this action.' })
    const { code, stdout, stderr } = await run([file('events.ndjson', ndjson(ADA))])
    expect(stdout).toMatch(/^1\trejected\tidentify\tm-ada\t-\tforbidden: .*create and edit contacts/)
    expect(stderr).toMatch(
      /^1 event: 1 rejected\.\n {2}1 × rejected: .*\nThe delivery stopped, because Freshdesk refuses every request\. .*\nTo keep failed events .* use --rejected FILE\.\nStopped after line 1\. Go on with line 1: /,
    )
    expect(code).toBe(1)
  })

  it('with many lines that hold none says so once, and does not hide what else went wrong', async () => {
    contacts().reply(403)
    const { stderr } = await run([file('events.ndjson', ndjson(...Array(12).fill('oops'), ADA))])
    expect(stderr).toContain(
      '\n  12 × unreadable: The line is not JSON: write one event, as a JSON object, on each line.\n',
    )
    expect(stderr).toMatch(/\n {2}1 × rejected: .*create and edit contacts/)
  })

  it('that is empty is nothing to complain about', async () => {
    expect(await run([file('events.ndjson', '')])).toMatchObject({ code: 0, stdout: '', stderr: 'No events.\n' })
  })

  it('waits when Freshdesk asks for it, and says so', async () => {
    contacts().reply(429, '', { 'Retry-After': '37' })
    contacts().reply(...created(101))
    const { code, stderr, waits } = await run([file('events.ndjson', ndjson(ADA))])
    expect(waits).toEqual([37_000])
    expect(stderr).toBe(
      "Freshdesk's rate limit is used up. All events wait 37 s, as Freshdesk asks, and then go on.\n1 event: 1 created.\n",
    )
    expect(code).toBe(0)
  })

  it('is tried as often as --max-attempts says', async () => {
    contacts().times(2).reply(503)
    const { code, stdout } = await run([file('events.ndjson', ndjson(ADA)), '--max-attempts', '2', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'gave-up', reason: 'service-unavailable', attempts: 2 })
    expect(code).toBe(1)
  })
})

it('standard input, as JSON: exactly one line for each event, with every key, and nothing else', async () => {
  contacts().reply(...created(101))
  const { code, stdout, stderr } = await run(['--json'], { stdin: ndjson(ADA, '{oops') })
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
    .sort((a, b) => a.line - b.line)
  expect(lines).toEqual([
    {
      messageId: 'm-ada',
      type: 'identify',
      event: null,
      action: 'identified',
      outcome: 'created',
      reason: null,
      status: 201,
      contactId: 101,
      attempts: 1,
      omitted: [],
      message: null,
      line: 1,
    },
    {
      messageId: null,
      type: null,
      event: null,
      action: null,
      outcome: 'unreadable',
      reason: 'not-json',
      status: null,
      contactId: null,
      attempts: 0,
      omitted: [],
      message: 'The line is not JSON: write one event, as a JSON object, on each line.',
      line: 2,
    },
  ])
  expect(stderr).toContain('2 events: 1 created, 1 unreadable.')
  expect(code).toBe(1)
})

describe('--dry-run', () => {
  // What intercepts requests in a test would see them before the dry run does.
  beforeAll(() => nock.restore())
  afterAll(() => nock.activate())

  it('shows the request and sends nothing', async () => {
    const { code, stdout, stderr } = await run(['--dry-run'], { stdin: ndjson(ADA, PAGE) })
    expect(stdout).toContain('1\twould-send\tidentify\tm-ada\t-\t-\nPOST https://acme.freshdesk.com/api/v2/contacts\n')
    expect(stdout).toContain('authorization: ****\n')
    expect(stdout).toContain('"email": "ada@example.com"')
    expect(stdout).not.toMatch(/sesame|c2VzYW1l/)
    expect(stderr).toBe('2 events: 1 would-send, 1 dropped.\n  1 changed nothing in Freshdesk: 1 not-subscribed.\n')
    expect(code).toBe(0)
  })

  it('gives the request as JSON, too', async () => {
    const { stdout } = await run(['--dry-run', '--json'], { stdin: ndjson(ADA) })
    expect(JSON.parse(stdout).requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://acme.freshdesk.com/api/v2/contacts',
        body: { name: 'Ada Moss', email: 'ada@example.com', unique_external_id: 'ada', tags: ['marketing-consent'] },
      },
    ])
  })
})

describe('--rejected', () => {
  it('keeps what did not make it; read again, it is delivered as it was', async () => {
    const rejected = join(folder, 'rejected.ndjson')
    contacts(contact => contact.email === 'ada@example.com').reply(405)
    contacts(contact => contact.email === 'bob@example.com').reply(...created(102))
    const first = await run(['-', '--rejected', rejected], { stdin: ndjson(ADA, BOB, 'oops', PAGE) })
    expect(first.code).toBe(1)
    expect(first.stderr).toContain(
      `2 kept in ${rejected}. To deliver them again: datafly deliver ${rejected} --rejected ${folder}/rejected-2.ndjson --no-check\n`,
    )
    const kept = readFileSync(rejected, 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(kept).toHaveLength(2)
    expect(kept).toEqual(
      expect.arrayContaining([
        {
          ...ADA,
          rejected: expect.objectContaining({
            outcome: 'rejected',
            reason: 'method-not-allowed',
            status: 405,
            line: 1,
          }),
        },
        { raw: 'oops', rejected: expect.objectContaining({ outcome: 'unreadable', reason: 'not-json', line: 3 }) },
      ]),
    )
    expect(statSync(rejected).mode & 0o777).toBe(0o600)

    contacts(contact => expect(contact).not.toHaveProperty('rejected') === undefined).reply(...created(101))
    const second = await run([rejected])
    expect(second.stdout).toContain('created\tidentify\tm-ada\t101')
    expect(second.stdout).toContain('unreadable')
  })

  it('that cannot be written loses nothing: the last words go back to the first that was not kept', async () => {
    contacts().reply(...created(101))
    const nobody = { ...BOB, traits: {} }
    const events = file('events.ndjson', ndjson(ADA, nobody, PAGE, ...Array.from({ length: 127 }, () => nobody)))
    const rejected = join(folder, 'rejected.ndjson')
    const append = jest.spyOn(fs, 'appendFileSync').mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
    })
    const { code, stderr } = await run([events, '--rejected', rejected])
    append.mockRestore()
    expect(stderr).toMatch(
      /The command could not go on: the disk is full\.\nNone of \d+ could be kept in .*rejected.ndjson\.\n/,
    )
    expect(stderr).toContain(
      `Go on with line 2: tail -n +2 ${events} | datafly deliver --rejected ${rejected} --no-check\n`,
    )
    expect(stderr).not.toContain('To deliver them again')
    expect(code).toBe(1)
  })

  it('is refused for the file that is read', async () => {
    const events = file('events.ndjson', ndjson(ADA))
    const { code, stderr } = await run([events, '--rejected', events])
    expect(stderr).toContain('the events are read from this file')
    expect(code).toBe(2)
    expect(readFileSync(events, 'utf8')).toBe(ndjson(ADA))
  })
})

describe('wrong use gives exit code 2 and a sentence, and nothing is sent', () => {
  it.each([
    ['no settings', ['-'], {}, 'FRESHDESK_API_KEY'],
    ['no such file', ['/no/such/file'], ENV, '/no/such/file cannot be read: there is no such file or folder.'],
    ['a folder', [tmpdir()], ENV, `${tmpdir()} cannot be read: it is a folder.`],
    ['an unknown flag', ['--nope'], ENV, "unknown option '--nope'"],
    ['a bad number', ['--concurrency', '0'], ENV, 'Write a whole number from 1 to 1000.'],
    ['a key as a flag', ['--api-key=sesame'], ENV, 'Put the API key into the environment'],
    ['nowhere to keep the rejected', ['-', '--rejected', '/no/such/folder/x'], ENV, 'there is no such file or folder.'],
    ['a folder for the rejected', ['-', '--rejected', tmpdir()], ENV, 'it is a folder.'],
  ])('%s', async (_what, argv, env, message) => {
    const { code, stdout, stderr } = await run(argv, { env, stdin: ndjson(ADA) })
    expect(stderr).toContain(message)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})

describe('input that cannot be one gives exit code 2 and a sentence', () => {
  it('a folder as standard input', async () => {
    const fd = openSync(folder, 'r')
    const { code, stdout, stderr } = await run([], { fd })
    closeSync(fd)
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Standard input cannot be read: it is a folder.\n',
    })
  })

  it.each<[string, Buffer, string]>([
    ['a zip archive', Buffer.from('PK\u0003\u0004....'), "Unpack it on the way: unzip -p '{}' | datafly deliver"],
    [
      'UTF-16 with a mark',
      Buffer.from('\ufeff{"a":1}', 'utf16le'),
      "iconv -f UTF-16LE -t UTF-8 '{}' | datafly deliver",
    ],
    ['UTF-16 without a mark', Buffer.from('{"a":1}', 'utf16le'), "iconv -f UTF-16LE -t UTF-8 '{}' | datafly deliver"],
    ['CSV', Buffer.from('id,email,"first name"\n1,ada@example.com,Ada\n'), "npx csvtojson@2 '{}' | jq -c"],
    ['CSV with semicolons', Buffer.from('id;email\r\n1;ada@example.com\r\n'), 'looks like CSV'],
  ])('%s, with the command that converts it', async (_what, bytes, sentence) => {
    const events = file("ada's events", bytes)
    const { code, stdout, stderr } = await run([events])
    expect(stderr).toContain(sentence.replace("'{}'", `'${events.replace("'", "'\\''")}'`))
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})

describe('every form of events is read', () => {
  const compressed = gzipSync(ndjson(ADA))
  it.each<[string, Buffer[]]>([
    ['gzip, in pieces of 1 byte', [...compressed].map(byte => Buffer.from([byte]))],
    ['gzip, in one piece', [compressed]],
    ['a JSON array', [Buffer.from(JSON.stringify([ADA]))]],
    ['a pretty JSON array', [Buffer.from(JSON.stringify([ADA], null, 2))]],
    ['a compressed JSON array', [gzipSync(JSON.stringify([ADA]))]],
    ['a batch', [Buffer.from(ndjson({ batch: [ADA], sentAt: '2026-03-01T12:00:00Z' }))]],
  ])('%s', async (_what, stdin) => {
    contacts().reply(...created(101))
    expect(await run(['-'], { stdin })).toMatchObject({ code: 0, stdout: '1\tcreated\tidentify\tm-ada\t101\t-\n' })
  })

  it('gzip that is cut off is an error, and not the end of the events', async () => {
    const { code, stderr } = await run(['-'], { stdin: [compressed.subarray(0, -9)] })
    expect(stderr).toContain('The command could not go on: the gzip file is cut off.')
    expect(code).toBe(1)
  })

  it('an object without a type of the spec is unreadable, and gives exit code 1', async () => {
    const { code, stdout } = await run(['-', '--json'], { stdin: ndjson({ TYPE: 'identify', EMAIL: 'a@example.com' }) })
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'unreadable', reason: 'unknown-type' })
    expect(code).toBe(1)
  })
})

describe('a delete event', () => {
  const forget = ndjson({ type: 'delete', userId: 'u1' })

  it('is rejected with the flag that allows it', async () => {
    const { code, stdout } = await run(['-'], { stdin: forget })
    expect(stdout).toContain('Add --allow-deletes to carry out deletions.')
    expect(code).toBe(1)
  })

  it('finds and deletes the contact with --allow-deletes', async () => {
    const desk = nock('https://acme.freshdesk.com')
    desk
      .get('/api/v2/contacts')
      .query({ unique_external_id: 'u1' })
      .reply(200, [{ id: 7, unique_external_id: 'u1' }])
    desk.delete('/api/v2/contacts/7').reply(204)
    const { code, stdout } = await run(['-', '--allow-deletes'], { stdin: forget })
    expect(stdout).toContain('1\tdeleted\tdelete')
    expect(code).toBe(0)
  })
})

it('a run in which everything is dropped warns, with what to look at', async () => {
  const refuses = { ...ADA, context: {} }
  const { code, stderr } = await run(['-'], { stdin: ndjson(refuses, refuses) })
  expect(stderr).toContain('2 changed nothing in Freshdesk: 2 no-consent.')
  expect(stderr).toContain('Warning: no event changed anything. Consent is read from')
  expect(code).toBe(0)
})

it.each([
  ['http://freshdesk.test', true],
  ['https://freshdesk.test', false],
  ['http://127.0.0.1:4010', false],
])('FRESHDESK_BASE_URL=%s: the warning about clear text is %s', async (base, warns) => {
  const { stderr } = await run(['-'], { stdin: '', env: { ...ENV, FRESHDESK_BASE_URL: base } })
  expect(stderr.includes('crosses the network in clear text')).toBe(warns)
})

describe('--checkpoint', () => {
  it('the same command goes on with the events that are not done, in order', async () => {
    const events = file('events.ndjson', ndjson(ADA, BOB, PAGE))
    const argv = [events, '--checkpoint', join(folder, 'checkpoint'), '--concurrency', '1']
    const stop = new AbortController()
    contacts(contact => contact.email === 'ada@example.com').reply(...created(101))
    contacts(contact => contact.email === 'bob@example.com').reply(() => {
      stop.abort('SIGINT')
      return new Promise(() => {})
    })
    const first = await run(argv, { stop })
    expect(first.code).toBe(130)
    expect(first.stderr).toContain(
      `To go on: datafly deliver ${events} --checkpoint ${folder}/checkpoint --concurrency 1`,
    )

    contacts(contact => contact.email === 'bob@example.com').reply(...created(102))
    const second = await run(argv)
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('2\tcreated\tidentify\tm-bob\t102') })
    expect(second.stderr).toContain('events are done already')

    expect(await run(argv)).toMatchObject({ code: 0, stdout: '' })
  })

  it('events that Freshdesk refuses because of the key stay open for the next run', async () => {
    const argv = [file('events.ndjson', ndjson(ADA)), '--checkpoint', join(folder, 'checkpoint')]
    contacts().reply(401)
    const first = await run(argv)
    expect(first.stderr).toContain('The delivery stopped, because Freshdesk refuses every request.')
    contacts().reply(...created(101))
    expect(await run(argv)).toMatchObject({ code: 0, stdout: '1\tcreated\tidentify\tm-ada\t101\t-\n' })
  })

  it('needs a file', async () => {
    const { code, stderr } = await run(['-', '--checkpoint', join(folder, 'checkpoint')])
    expect(stderr).toContain('A checkpoint needs a file of events')
    expect(code).toBe(2)
  })
})

describe('a named pipe', () => {
  let pipe: string
  beforeEach(() => {
    pipe = join(folder, 'pipe')
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe])
  })
  // Closes both ends at once, so that no end waits for the other.
  afterEach(() => closeSync(openSync(pipe, constants.O_RDWR)))

  it('is read like a file', async () => {
    contacts().reply(...created(101))
    const running = run([pipe])
    await writeFile(pipe, ndjson(ADA))
    expect(await running).toMatchObject({ code: 0, stdout: '1\tcreated\tidentify\tm-ada\t101\t-\n' })
  })

  it('without a writer ends when it is interrupted', async () => {
    const stop = new AbortController()
    const running = run([pipe], { stop })
    await tick()
    stop.abort('SIGTERM')
    expect(await running).toMatchObject({ code: 143, stderr: 'No events.\nNothing was read.\n' })
  })
})

it.each(['--help', '-h'])('%s teaches by examples and says why there is no flag for the key', async flag => {
  const { code, stdout } = await run([flag], { env: {} })
  expect(stdout).toContain('deliver events.ndjson --rejected rejected.ndjson')
  expect(stdout).toContain('There is no flag for the key')
  for (const word of ['--concurrency', '--json', '--dry-run', '--rejected', '--max-attempts', '--help']) {
    expect(stdout).toContain(word)
  }
  expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(120)
  expect(code).toBe(0)
})

describe('on a terminal', () => {
  it('there is a bar while it lasts and a table when it is over', async () => {
    contacts().reply(...created(101))
    const { stdout, stderr } = await run([file('events.ndjson', ndjson(ADA, 'oops'))], { terminal: true })
    expect(stderr).toContain('█')
    expect(stdout).toContain('\u001b[32mcreated\u001b[39m')
    expect(stdout).toMatch(/│ 2 {4}│ +│ +│ .*unreadable.* │ not-json │/)
    expect(stdout).not.toContain('ada@example.com')
  })

  it('NO_COLOR is honoured', async () => {
    contacts().reply(...created(101))
    const { stdout } = await run(['-'], { terminal: true, stdin: ndjson(ADA), env: { ...ENV, NO_COLOR: '1' } })
    expect(stdout).toContain('│ created │')
    expect(stdout).not.toContain('\u001b')
  })

  it('lines of JSON are not garbled by a bar', async () => {
    contacts().reply(...created(101))
    const { stderr } = await run(['-', '--json'], { terminal: true, stdin: ndjson(ADA) })
    expect(stderr).toBe('1 event: 1 created.\n')
  })

  it('of many events only those that failed are shown', async () => {
    const pages = Array.from({ length: 60 }, (_, i) => ({ ...PAGE, messageId: `m-${i}` }))
    const { stdout } = await run(['-'], { terminal: true, stdin: ndjson(...pages, 'oops') })
    expect(stdout).toContain('The first 1 of 1 failed events.')
    expect(stdout).not.toContain('m-17')
  })
})

describe('interrupted', () => {
  const interrupt = async (argv: string[]) => {
    const stop = new AbortController()
    contacts().reply(() => {
      stop.abort('SIGTERM')
      return new Promise(() => {})
    })
    return await run(argv, { stop, stdin: ndjson(PAGE, ADA, ADA), keepOpen: true })
  }

  it('keeps what was in hand, and says where to go on', async () => {
    const rejected = join(folder, 'rejected.ndjson')
    const { code, stderr } = await interrupt(['-', '--rejected', rejected])
    expect(code).toBe(143)
    expect(stderr).toContain('3 events: 1 dropped, 2 interrupted.')
    expect(stderr).toContain('Interrupted after line 3. Go on with line 4.')
    const kept = readFileSync(rejected, 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line).rejected)
    expect(kept).toMatchObject([
      { outcome: 'interrupted', line: 2, attempts: 1 },
      { outcome: 'interrupted', reason: 'not-started', line: 3, attempts: 0 },
    ])
  })

  it('says to go on earlier when nothing was kept', async () => {
    const { stderr } = await interrupt(['-'])
    expect(stderr).toContain('Interrupted after line 3. Go on with line 2.')
    expect(stderr).toContain('Some from there on are delivered already.')
  })

  it('before it began reads nothing', async () => {
    const stop = new AbortController()
    stop.abort('SIGTERM')
    const { code, stderr } = await run(['-'], { stop, keepOpen: true })
    expect(stderr).toBe('No events.\nNothing was read.\n')
    expect(code).toBe(143)
  })

  it('shows the command to go on with a file', async () => {
    const stop = new AbortController()
    const events = file('events.ndjson', ndjson(PAGE, ADA))
    contacts().reply(() => {
      stop.abort('SIGINT')
      return new Promise(() => {})
    })
    const { code, stderr } = await run([events], { stop })
    expect(stderr).toContain(`Go on with line 2: tail -n +2 ${events} | datafly deliver`)
    expect(code).toBe(130)
  })
})

describe('when its output cannot be written', () => {
  const runInto = async (error: Error) => {
    const stdout = new Writable({ write: (_chunk, _encoding, callback) => callback(error) })
    const stderr = new PassThrough()
    const stdin = new PassThrough()
    stdin.end(ndjson(...Array.from({ length: 1_000 }, () => PAGE)))
    const code = await main(['deliver', '--json', '--no-check'], {
      stdin,
      stdout,
      stderr,
      env: ENV,
      signal: new AbortController().signal,
    })
    return { code, stderr: String(stderr.read()) }
  }

  it('because its output is closed, it ends quietly', async () => {
    const { code, stderr } = await runInto(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    expect(code).toBe(141)
    expect(stderr).not.toContain('EPIPE')
  })

  it('because the disk is full, it stops and says so', async () => {
    const { code, stderr } = await runInto(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }))
    expect(stderr).toContain('The command could not go on: the disk is full.')
    expect(code).toBe(1)
  })
})
