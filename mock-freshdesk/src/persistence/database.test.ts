import fs, {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { MockOptions } from '../context'
import { type Mock, startMock } from '../server'

let folder: string
let db: string
const mocks: Mock[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mock-freshdesk-'))
  db = path.join(folder, 'db.ndjson')
})
afterEach(async () => {
  await Promise.all(mocks.splice(0).map(mock => mock.close()))
  rmSync(folder, { recursive: true })
})

async function start(options: MockOptions = {}) {
  const mock = await startMock({ db, plan: 'off', deterministic: true, ...options })
  mocks.push(mock)
  return mock
}

/** As after a crash: the first mock is not closed, and a second one opens its file. */
function restart(options: MockOptions = {}) {
  const left = db
  db = `${left}+`
  copyFileSync(left, db)
  return start(options)
}

async function callApi(mock: Mock, method: string, url: string, body?: object) {
  const response = await fetch(`${mock.url}/api/v2${url}`, {
    method,
    headers: {
      authorization: `Basic ${btoa('mock-api-key:X')}`,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const note = response.headers.get('x-mock-note') ?? undefined
  return { status: response.status, note, json: text === '' ? undefined : JSON.parse(text) }
}

/** Who am I, asked of a host by name: fetch would not let a client choose it. */
const whoAmI = (mock: Mock, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const headers = { host, authorization: `Basic ${btoa('mock-api-key:X')}` }
    get(`${mock.url}/api/v2/agents/me`, { headers }, res => resolve(res.resume().statusCode)).on('error', reject)
  })

const ADA = {
  name: 'Ada Moss',
  email: 'ada.moss@example.com',
  tags: ['a', 'ü'],
  custom_fields: { signup_method: 'email' },
}

test('every answered write is there after a crash', async () => {
  const first = await start()
  const { json: ada } = await callApi(first, 'POST', '/contacts', ADA)
  const { json: ben } = await callApi(first, 'POST', '/contacts', { name: 'Ben', phone: '1' })
  const { json: eve } = await callApi(first, 'POST', '/contacts', { name: 'Eve', phone: '2' })
  await callApi(first, 'PUT', `/contacts/${ada.id}`, { job_title: 'Head', tags: [] })
  await callApi(first, 'DELETE', `/contacts/${ben.id}`)
  await callApi(first, 'DELETE', `/contacts/${eve.id}/hard_delete?force=true`)
  await callApi(first, 'POST', '/contact_fields', { label: 'Plan', label_for_customers: 'Plan', type: 'custom_text' })

  const second = await restart()
  expect((await callApi(second, 'GET', `/contacts/${ada.id}`)).json).toMatchObject({
    email: 'ada.moss@example.com',
    job_title: 'Head',
    tags: [],
    custom_fields: { signup_method: 'email', plan: null },
  })
  expect((await callApi(second, 'GET', `/contacts/${ben.id}`)).json).toMatchObject({ deleted: true })
  expect((await callApi(second, 'GET', `/contacts/${eve.id}`)).status).toBe(404)
  expect(second.admin.snapshot()).toEqual(first.admin.snapshot())
})

const LONG = 'fern'.repeat(100)

test.each([
  ['a long domain', '/companies', { name: 'Moss & Fern', domains: [`${LONG}.example`] }],
  [
    'a long choice',
    '/contact_fields',
    { label: 'Plan', label_for_customers: 'Plan', type: 'custom_dropdown', choices: [{ value: LONG }] },
  ],
  ['a long name of a field', '/company_fields', { label: `${'İ'.repeat(254)}!`, type: 'custom_text' }],
])('%s is there after a restart, and a snapshot that holds it is a seed', async (_, url, body) => {
  const first = await start()
  expect(await callApi(first, 'POST', url, body)).toMatchObject({ status: 201 })
  const snapshot = first.admin.snapshot()
  expect((await restart()).admin.snapshot()).toEqual(snapshot)
  first.admin.seed(snapshot)
  expect(first.admin.snapshot()).toEqual(snapshot)
})

test('an id is not given twice, even when its contact is gone for ever', async () => {
  const first = await start()
  const { json: ada } = await callApi(first, 'POST', '/contacts', ADA)
  await callApi(first, 'DELETE', `/contacts/${ada.id}/hard_delete?force=true`)
  for (const mock of [await restart(), await restart()]) {
    const { json: ben } = await callApi(mock, 'POST', '/contacts', { name: 'Ben', phone: String(Math.random()) })
    expect(ben.id).toBeGreaterThan(ada.id)
  }
})

test('the id of a deleted company is not given again after a restart', async () => {
  const first = await start()
  const { json: moss } = await callApi(first, 'POST', '/companies', { name: 'Moss' })
  await callApi(first, 'DELETE', `/companies/${moss.id}`)
  const second = await restart()
  expect((await callApi(second, 'POST', '/companies', { name: 'Fern' })).json.id).toBe(moss.id + 1)
})

test('of a last line that a crash cut short nothing is left', async () => {
  const first = await start()
  await callApi(first, 'POST', '/contacts', ADA)
  const whole = readFileSync(db, 'utf8')
  appendFileSync(db, '["add","default","contacts",{"id":7,"na')
  const second = await restart()
  expect(second.admin.snapshot()).toEqual(first.admin.snapshot())
  expect(readFileSync(db, 'utf8')).toBe(whole)
})

test('what the file holds counts more than the seed, until a reset', async () => {
  const seed = { contacts: [{ name: 'Seeded', email: 'seeded@example.com' }] }
  const first = await start({ seed })
  await callApi(first, 'POST', '/contacts', ADA)
  const second = await restart({ seed: { contacts: [] } })
  expect((await callApi(second, 'GET', '/contacts')).json).toHaveLength(2)
  second.reset()
  expect((await callApi(second, 'GET', '/contacts')).json).toEqual([])
  const third = await restart()
  expect((await callApi(third, 'GET', '/contacts')).json).toEqual([])
})

test('several accounts are kept, and which of them there are', async () => {
  const first = await start({ seed: { accounts: { acme: { contacts: [] } } } })
  const snapshot = first.admin.snapshot()
  expect((await restart()).admin.snapshot()).toEqual(snapshot)
})

test('a seed that names no account makes every subdomain the same, before a restart and after', async () => {
  const first = await start({ seed: { accounts: {} } })
  const snapshot = first.admin.snapshot()
  for (const mock of [first, await restart()]) {
    expect(await whoAmI(mock, 'acme.freshdesk.com')).toBe(200)
    expect(mock.admin.snapshot()).toEqual(snapshot)
  }
})

test('an account that a seed adds to a file is kept from then on, beside the others', async () => {
  const first = await start()
  const { json: ben } = await callApi(first, 'POST', '/contacts', { name: 'Ben', phone: '1' })
  const second = await restart({ seed: { accounts: { acme: {} } } })
  second.admin.replay({ recording: [{ method: 'POST', url: '/api/v2/contacts', account: 'acme', body: ADA }] })
  await second.close()
  const third = await restart()
  expect(third.admin.contacts({ q: 'ada.moss' }, 'acme')).toHaveLength(1)
  expect(third.admin.contact(ben.id)).toMatchObject({ name: 'Ben' })
})

test('an account that a reset removed is not back after a restart', async () => {
  await start({ seed: { accounts: { acme: {} } } })
  const second = await restart()
  second.reset()
  await second.close()
  expect((await restart()).admin.snapshot()).not.toHaveProperty('accounts')
})

describe('a write that failed half-way', () => {
  const FULL = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })

  /** The next write to a file gets ten bytes through, and then the disk is full. */
  function fillTheDisk() {
    const halfWay = (file: number, bytes: Buffer, done: (error: Error) => void) => {
      fs.writeSync(file, bytes, 0, 10)
      done(FULL)
    }
    return jest.spyOn(fs, 'write').mockImplementationOnce(halfWay as never)
  }

  /** Nor can the file be written anew, so many times. */
  function keepItFull(times: number) {
    const spy = jest.spyOn(fs, 'fsyncSync')
    for (let i = 0; i < times; i++) {
      spy.mockImplementationOnce(() => {
        throw FULL
      })
    }
  }

  afterEach(() => jest.restoreAllMocks())

  test.each([
    ['at the start of a file', false],
    ['in a file that was there before', true],
  ])('is refused, and the file is read again and holds the next write: %s', async (_, isOld) => {
    const first = isOld ? await start().then(mock => mock.close().then(() => start())) : await start()
    fillTheDisk()
    const refused = await callApi(first, 'POST', '/contacts', ADA)
    expect(refused).toMatchObject({
      status: 500,
      note: 'The database file cannot be written: ENOSPC: no space left on device.',
    })
    expect(await callApi(first, 'POST', '/contacts', { name: 'Ben', phone: '1' })).toMatchObject({ status: 201 })
    expect((await restart()).admin.snapshot()).toEqual(first.admin.snapshot())
  })

  test('is no ground to stand on: what is changed upon it is there after a restart', async () => {
    const first = await start()
    fillTheDisk()
    await callApi(first, 'POST', '/contacts', ADA)
    const [ada] = first.admin.contacts({ q: 'ada.moss' })
    expect(await callApi(first, 'PUT', `/contacts/${ada?.id}`, { job_title: 'Head' })).toMatchObject({ status: 200 })
    expect((await restart()).admin.contacts({ q: 'ada.moss' })).toMatchObject([{ job_title: 'Head' }])
  })

  test('is followed by refusals until the disk has room, and by nothing worse', async () => {
    const file = db
    const first = await start()
    const { json: ben } = await callApi(first, 'POST', '/contacts', { name: 'Ben', phone: '1' })
    fillTheDisk()
    keepItFull(3)
    expect(await callApi(first, 'POST', '/contacts', ADA)).toMatchObject({ status: 500 })
    expect(await callApi(first, 'PUT', `/contacts/${ben.id}`, { phone: '2' })).toMatchObject({ status: 500 })
    expect((await restart()).admin.contact(ben.id)).toMatchObject({ phone: '1' })
    const reset = await fetch(`${first.url}/__admin/reset`, { method: 'POST' })
    expect(reset.status).toBe(500)
    expect(await callApi(first, 'POST', '/contacts', { name: 'Eve', phone: '3' })).toMatchObject({ status: 201 })
    await first.close()
    expect((await start({ db: file })).admin.snapshot()).toEqual(first.admin.snapshot())
  })

  test('at the start, it is a start that failed', async () => {
    keepItFull(9)
    await expect(start()).rejects.toThrow('The database file cannot be written: ENOSPC')
    jest.restoreAllMocks()
    expect((await start()).admin.contacts()).toHaveLength(3)
  })
})

test('a file with more lines behind it than rows is written anew when it is opened', async () => {
  const first = await start()
  const { json: ada } = await callApi(first, 'POST', '/contacts', ADA)
  await first.close()
  mocks.splice(0)
  const lines = Array.from({ length: 5_000 }, (_, i) => `["set","default","contacts",${ada.id},{"job_title":"${i}"}]\n`)
  appendFileSync(db, lines.join(''))
  const second = await restart()
  expect((await callApi(second, 'GET', `/contacts/${ada.id}`)).json.job_title).toBe('4999')
  expect(readFileSync(db, 'utf8').split('\n').length).toBeLessThan(30)
})

test.each([
  ['a file of a different program', 'hello\n', 'is not a database file of this mock.'],
  ['one that does not end in a line break', '{"precious":"data"}', 'is not a database file of this mock.'],
  ['one of several lines', '{\n  "precious": "data"\n}', 'is not a database file of this mock.'],
  ['a damaged line', '{"mock-freshdesk":1}\n["add","default"\n', 'Line 2 of the database file'],
  [
    'a line about an unknown account',
    '{"mock-freshdesk":1}\n["add","acme","contacts",{"id":1}]\n',
    'Line 2 of the database file',
  ],
  [
    'a change of an unknown row',
    '{"mock-freshdesk":1}\n["account","default",{"user":1,"company":1,"field":1}]\n["set","default","contacts",7,{"phone":"1"}]\n',
    'Line 3 of the database file',
  ],
  [
    'an invalid row',
    '{"mock-freshdesk":1}\n["account","default",{"user":1,"company":1,"field":1}]\n["add","default","contacts",{"id":7}]\n',
    'db.ndjson is damaged: contacts[0] needs a name. Delete the file, or name another.',
  ],
])('%s is refused with a sentence, and left alone', async (_, text, message) => {
  writeFileSync(db, text)
  await expect(start()).rejects.toThrow(message)
  expect(readFileSync(db, 'utf8')).toBe(text)
})

test('closing a mock twice closes it once', async () => {
  const first = await start()
  await callApi(first, 'POST', '/contacts', ADA)
  await Promise.all([first.close(), first.close()])
  await first.close()
  expect((await start()).admin.contacts({ q: 'ada.moss' })).toHaveLength(1)
})

test('a file that cannot be written is refused with a sentence', async () => {
  await expect(start({ db: path.join(folder, 'no', 'such', 'folder') })).rejects.toThrow(
    'cannot be opened: its folder does not exist. Name another file.',
  )
  await expect(start({ db: folder })).rejects.toThrow('cannot be opened: it is a folder. Name another file.')
  const socket = path.join(folder, 'socket')
  const server = createServer()
  await new Promise<void>(resolve => server.listen(socket, resolve))
  await expect(start({ db: socket })).rejects.toThrow('cannot be opened: it is no file. Name another file.')
  server.close()
})

test('a start that failed leaves nothing of its seed', async () => {
  const other = await startMock()
  mocks.push(other)
  const seed = { contacts: [{ name: 'Seeded' }] }
  await expect(start({ port: other.port, seed })).rejects.toThrow('is taken')
  expect((await start({ seed: { contacts: [] } })).admin.contacts()).toEqual([])
})

describe('a file that a mock has', () => {
  const lock = () => `${db}.lock`

  test('is refused to another, until the first is closed', async () => {
    const first = await start()
    await expect(start()).rejects.toThrow(`The database file ${db} is in use by process ${process.pid}. End that mock`)
    expect(await callApi(first, 'POST', '/contacts', ADA)).toMatchObject({ status: 201 })
    await first.close()
    mocks.splice(0)
    expect(existsSync(lock())).toBe(false)
    expect((await start()).admin.contacts({ q: 'ada.moss' })).toHaveLength(1)
  })

  test('is refused under its other names too', async () => {
    symlinkSync('db.ndjson', `${db}.link`)
    symlinkSync(folder, path.join(folder, 'door'))
    const first = await start({ db: `${db}.link` })
    for (const name of [db, path.join(folder, 'door', 'db.ndjson')]) {
      await expect(start({ db: name })).rejects.toThrow(
        `The database file ${name} is in use by process ${process.pid}.`,
      )
    }
    expect(await callApi(first, 'POST', '/contacts', ADA)).toMatchObject({ status: 201 })
    await first.close()
    mocks.splice(0)
    expect((await start()).admin.contacts({ q: 'ada.moss' })).toHaveLength(1)
  })

  test('is refused when the other is another process', async () => {
    writeFileSync(lock(), `${process.ppid}\n`)
    await expect(start()).rejects.toThrow(`in use by process ${process.ppid}.`)
  })

  test('is refused when what lies beside it is no lock', async () => {
    writeFileSync(lock(), 'rails (8.0.1)\n')
    await expect(start()).rejects.toThrow(`${lock()} is no lock of a mock. Name another database file.`)
    expect(readFileSync(lock(), 'utf8')).toBe('rails (8.0.1)\n')
  })

  test.each([
    ['is gone', '2147483647\n'],
    ['had the same number', `${process.pid}\n`],
    ['wrote nothing', ''],
  ])('is free again when its process %s', async (_, text) => {
    writeFileSync(lock(), text)
    expect((await start()).admin.contacts()).toHaveLength(3)
  })

  test.each([
    ['the seed', { seed: { contacts: [{}] } as never }, 'contacts[0] needs a name.'],
    ['the host', { host: '203.0.113.1' }, '203.0.113.1 is no address of this machine.'],
  ])('is free again when %s kept that mock from starting', async (_, options, sentence) => {
    await expect(start(options)).rejects.toThrow(sentence)
    expect((await start()).admin.contacts()).toHaveLength(3)
  })
})
