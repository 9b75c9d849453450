import fs, { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type AppendFile, openAppendFile } from './append-file'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mock-freshdesk-'))
  file = path.join(folder, 'lines')
})
afterEach(() => rmSync(folder, { recursive: true }))

const written = (lines: AppendFile) =>
  new Promise<void>((resolve, reject) => lines.whenFlushed(error => (error ? reject(error) : resolve())))

/** Whatever the event loop has at hand is done. */
async function turns() {
  for (let i = 0; i < 3; i++) await new Promise(resolve => setImmediate(resolve))
}

const MEGABYTE = 'x'.repeat(1024 * 1024)

test('a file that has grown to 16 MB is written anew, and so it goes on', async () => {
  const lines = openAppendFile(file, () => ['all there is'])
  for (let i = 0; i < 2; i++) {
    for (let i = 0; i < 16; i++) lines.append(MEGABYTE)
    await written(lines)
    expect(statSync(file).size).toBeGreaterThan(16 * 1024 * 1024)
    lines.append('one more')
    await written(lines)
    expect(readFileSync(file, 'utf8')).toBe('all there is\n')
  }
  lines.append('and another')
  await lines.close()
  expect(readFileSync(file, 'utf8')).toBe('all there is\nand another\n')
})

test('a file that is large because there is much to hold is not written anew for that', async () => {
  const whole = jest.fn(() => Array.from({ length: 17 }, () => MEGABYTE))
  const lines = openAppendFile(file, whole)
  lines.outdate()
  for (let i = 0; i < 3; i++) {
    await written(lines)
    lines.append('one more')
  }
  await lines.close()
  expect(whole).toHaveBeenCalledTimes(1)
})

describe('a write that takes its time', () => {
  afterEach(() => jest.restoreAllMocks())

  /**
   * Whatever is written next is on its way until it is let go, and then some bytes of it have
   * arrived.
   */
  function holdNextWrite() {
    return new Promise<(bytes: number) => void>(resolve =>
      jest
        .spyOn(fs, 'write')
        .mockImplementationOnce(((file: number, bytes: Buffer, done: Callback) =>
          resolve(count => done(null, fs.writeSync(file, bytes, 0, count)))) as never),
    )
  }
  type Callback = (error: null, count: number) => void

  test('is waited for by the lines that come meanwhile, which go out together', async () => {
    const lines = openAppendFile(file, () => [])
    const held = holdNextWrite()
    lines.append('one')
    const letGo = await held
    for (const line of ['two', 'three']) lines.append(line)
    await turns()
    expect(fs.write).toHaveBeenCalledTimes(1)
    letGo(4)
    await lines.close()
    expect(fs.write).toHaveBeenCalledTimes(2)
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\nthree\n')
  })

  test('is waited for when the file is outdated meanwhile, and leaves no line in the new one', async () => {
    const lines = openAppendFile(file, () => ['new'])
    const held = holdNextWrite()
    lines.append('old')
    const letGo = await held
    lines.outdate()
    await turns()
    expect(readFileSync(file, 'utf8')).toBe('')
    letGo(4)
    await turns()
    expect(readFileSync(file, 'utf8')).toBe('new\n')
    await lines.close()
  })

  test('is gone on with when only a part of it arrived', async () => {
    const lines = openAppendFile(file, () => [])
    const held = holdNextWrite()
    lines.append('one line')
    ;(await held)(3)
    await lines.close()
    expect(readFileSync(file, 'utf8')).toBe('one line\n')
  })
})

test('a file that cannot be written anew stays as it was, and what was begun is taken away', async () => {
  const lines = openAppendFile(file, function* () {
    yield 'new'
    throw new Error('no room')
  })
  lines.append('old')
  await written(lines)
  lines.outdate()
  await expect(written(lines)).rejects.toThrow('The database file cannot be written: no room.')
  await expect(lines.close()).rejects.toThrow('no room')
  expect(readFileSync(file, 'utf8')).toBe('old\n')
  expect(existsSync(`${file}.new`)).toBe(false)
})

test('what is asked of a file after its end is not done', async () => {
  const lines = openAppendFile(file, () => ['new'])
  lines.append('old')
  await lines.close()
  lines.outdate()
  lines.append('late')
  await turns()
  expect(readFileSync(file, 'utf8')).toBe('old\n')
})
