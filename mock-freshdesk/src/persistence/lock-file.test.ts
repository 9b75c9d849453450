import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { lockFile } from './lock-file'

let folder: string
let file: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mock-freshdesk-'))
  file = path.join(folder, 'db.ndjson')
  writeFileSync(file, '')
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** The number of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid as number
}

const STARTER = `
  const { lockFile } = require(${JSON.stringify(path.join(__dirname, 'lock-file.ts'))})
  process.on('message', ({ file, at }) => {
    while (performance.timeOrigin + performance.now() < at);
    try {
      lockFile(file, file)
      process.send('locked')
    } catch {
      process.send('refused')
    }
  })
  process.send('ready')
`

/** Another process, which locks each file that it receives. */
async function starter() {
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', STARTER], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  children.push(child)
  const next = async () => (await once(child, 'message'))[0] as string
  await next()
  return {
    child,
    /** Locks a file at a moment, so that two starters do it together. */
    lock(name: string, at = 0) {
      const result = next()
      child.send({ file: name, at })
      return result
    },
  }
}

test('of two simultaneous starters one gets the lock of a dead process, each time', async () => {
  const starters = [await starter(), await starter()]
  const dead = await deadProcess()
  for (let round = 0; round < 50; round++) {
    const contested = path.join(folder, `db-${round}`)
    writeFileSync(contested, '')
    writeFileSync(`${contested}.lock`, `${dead}\n`)
    const at = performance.timeOrigin + performance.now() + 3
    const results = await Promise.all(starters.map(({ lock }) => lock(contested, at)))
    expect(results.sort()).toEqual(['locked', 'refused'])
  }
})

test('the lock of a process that was killed is free at once', async () => {
  const { child, lock } = await starter()
  expect(await lock(file)).toBe('locked')
  expect(() => lockFile(file, 'db.ndjson')).toThrow(`The database file db.ndjson is in use by process ${child.pid}.`)
  child.kill('SIGKILL')
  await once(child, 'exit')
  lockFile(file, 'db.ndjson')()
})

test('a lock holds the number of its process until it is released', () => {
  const release = lockFile(file, 'db.ndjson')
  expect(readFileSync(`${file}.lock`, 'utf8')).toBe(`${process.pid}\n`)
  expect(() => lockFile(file, 'db.ndjson')).toThrow(`in use by process ${process.pid}.`)
  release()
  expect(existsSync(`${file}.lock`)).toBe(false)
  expect(existsSync(`${file}.starting`)).toBe(false)
})

test('a starter that was killed between looking and writing is not in the way for ever', () => {
  mkdirSync(`${file}.starting`)
  utimesSync(`${file}.starting`, new Date(0), new Date(0))
  lockFile(file, 'db.ndjson')()
})
