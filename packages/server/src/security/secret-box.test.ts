import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSecretBox, SecretBox } from './secret-box'

const box = new SecretBox(Buffer.alloc(32, 1))
const REFUSED = 'The stored settings were encrypted with another key. Set DATAFLY_SECRET_KEY to that key.'

test('a sealed text opens with the same key, and its bytes do not hold the text', () => {
  const sealed = box.seal('api-key-1')
  expect(box.open(sealed)).toBe('api-key-1')
  expect(sealed.toString('latin1')).not.toContain('api-key-1')
})

test('the same text is sealed into other bytes each time', () => {
  expect(box.seal('api-key-1').equals(box.seal('api-key-1'))).toBe(false)
})

test('another key opens nothing', () => {
  expect(() => new SecretBox(Buffer.alloc(32, 2)).open(box.seal('api-key-1'))).toThrow(REFUSED)
})

test.each([
  ['the initialization vector', 0],
  ['the authentication tag', 12],
  ['the text', 28],
])('a sealed text with a changed bit in %s does not open', (_part, index) => {
  const sealed = box.seal('api-key-1')
  sealed[index] = (sealed[index] ?? 0) ^ 1
  expect(() => box.open(sealed)).toThrow(REFUSED)
})

test('bytes that are too short do not open', () => {
  expect(() => box.open(Buffer.alloc(5))).toThrow(REFUSED)
})

describe('openSecretBox', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'datafly-secret-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('makes a key for the owner of the folder only, and uses it again', () => {
    const sealed = openSecretBox({}, folder).seal('api-key-1')
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600)
    expect(openSecretBox({}, folder).open(sealed)).toBe('api-key-1')
  })

  test('prefers the key of the environment', () => {
    const DATAFLY_SECRET_KEY = Buffer.alloc(32, 1).toString('hex')
    expect(openSecretBox({ DATAFLY_SECRET_KEY }, folder).open(box.seal('api-key-1'))).toBe('api-key-1')
  })

  test.each([
    ['a database without a key', {}, null, 'Set DATAFLY_SECRET_KEY to 64 hexadecimal digits'],
    ['a short key', { DATAFLY_SECRET_KEY: 'abc' }, null, 'DATAFLY_SECRET_KEY must hold 64 hexadecimal digits.'],
  ])('refuses %s', (_case, env, place, message) => {
    expect(() => openSecretBox(env, place)).toThrow(message)
  })

  test('refuses a damaged key file by its name', () => {
    writeFileSync(join(folder, 'secret.key'), 'abc')
    expect(() => openSecretBox({}, folder)).toThrow(`${join(folder, 'secret.key')} must hold 64 hexadecimal digits.`)
  })
})
