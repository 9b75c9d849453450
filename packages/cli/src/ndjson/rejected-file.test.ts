import fs, { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRejectedFile } from './rejected-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rejected-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = () => join(folder, 'rejected.ndjson')

function add(...lines: string[]) {
  const file = openRejectedFile(path(), null)
  for (const line of lines) file.add(line)
  file.close()
}

it('a new file is for its owner only', () => {
  add('{"a":1}')
  expect(statSync(path()).mode & 0o777).toBe(0o600)
})

it('lines are added to those there are, and are there at once', () => {
  add('{"a":1}', '{"b":2}')
  const file = openRejectedFile(path(), null)
  file.add('{"c":3}')
  expect(readFileSync(path(), 'utf8')).toBe('{"a":1}\n{"b":2}\n{"c":3}\n')
  file.close()
})

it('a line that broke off stays by itself', () => {
  writeFileSync(path(), '{"a":1}\n{"b":')
  add('{"c":3}')
  expect(readFileSync(path(), 'utf8')).toBe('{"a":1}\n{"b":\n{"c":3}\n')
})

it('a file to which nothing is added stays as it is, though its last line broke off', () => {
  writeFileSync(path(), '{"a":1}\n{"b":')
  add()
  expect(readFileSync(path(), 'utf8')).toBe('{"a":1}\n{"b":')
})

it('a line that breaks off while it is added spoils none after it', () => {
  const file = openRejectedFile(path(), null)
  const append = jest.spyOn(fs, 'appendFileSync').mockImplementationOnce(() => {
    writeFileSync(path(), '{"a":')
    throw new Error('ENOSPC')
  })
  expect(() => file.add('{"a":1}')).toThrow('ENOSPC')
  append.mockRestore()
  file.add('{"b":2}')
  file.close()
  expect(readFileSync(path(), 'utf8')).toBe('{"a":\n{"b":2}\n')
})

it.each([
  ['by its own name', path],
  [
    'by another name',
    () => {
      symlinkSync(path(), join(folder, 'other'))
      return join(folder, 'other')
    },
  ],
])('the input is refused, %s, and left as it is', (_what, name) => {
  writeFileSync(path(), '{"a":1}')
  expect(() => openRejectedFile(name(), statSync(path()))).toThrow('the events are read from this file')
  expect(readFileSync(path(), 'utf8')).toBe('{"a":1}')
})
