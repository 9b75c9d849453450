import { parseConfig } from '../config'
import { SecretBox } from '../security/secret-box'
import { createTestDatabase, type TestDatabase } from '../testing/test-database'
import { saveConfig } from './save-config'

jest.setTimeout(60_000)

const box = new SecretBox(Buffer.alloc(32, 1))
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())
beforeEach(() => database.pool.query('truncate source, account restart identity cascade'))

/** Saves a file with one source and these integrations, given as name and API key. */
function save(integrations: Record<string, string>, secretBox = box): Promise<string[]> {
  const config = {
    sources: [{ name: 'web', writeKey: { env: 'KEY' } }],
    integrations: Object.keys(integrations).map(name => ({
      name,
      destination: 'freshdesk',
      sources: ['web'],
      settings: { domain: 'acme', apiKey: { env: name } },
    })),
  }
  return saveConfig(database.pool, secretBox, parseConfig(config, { KEY: 'dk_web', ...integrations }))
}

const select = async (sql: string) => (await database.pool.query({ text: sql, rowMode: 'array' })).rows
const accounts = () => select('select name, enabled, revision from account order by name')

test('the same file again changes nothing, and a new key raises the revision of one integration', async () => {
  await save({ a: 'key-1', b: 'key-1' })
  await save({ a: 'key-1', b: 'key-1' })
  expect(await accounts()).toEqual([
    ['a', true, 1],
    ['b', true, 1],
  ])
  await save({ a: 'key-2', b: 'key-1' })
  expect(await accounts()).toEqual([
    ['a', true, 2],
    ['b', true, 1],
  ])
})

test('an integration that is gone from the file is switched off, and on again when it is back', async () => {
  await save({ a: 'key-1', b: 'key-1' })
  await save({ a: 'key-1' })
  await save({ a: 'key-1' })
  expect(await accounts()).toEqual([
    ['a', true, 1],
    ['b', false, 2],
  ])
  await save({ a: 'key-1', b: 'key-1' })
  expect(await accounts()).toEqual([
    ['a', true, 1],
    ['b', true, 3],
  ])
})

test('what the console manages is not changed by the file, and its names are returned', async () => {
  await save({ a: 'key-1', b: 'key-1' })
  await database.pool.query(`update account set managed_by = 'console'`)
  await database.pool.query(`update source set managed_by = 'console', enabled = false`)
  expect(await save({ a: 'key-2' })).toEqual(['web', 'a'])
  expect(await accounts()).toEqual([
    ['a', true, 1],
    ['b', true, 1],
  ])
  expect(await select('select enabled from source')).toEqual([[false]])
})

test('settings that were encrypted with a lost key are replaced by the settings of the file', async () => {
  await save({ a: 'key-1' }, new SecretBox(Buffer.alloc(32, 2)))
  await save({ a: 'key-1' })
  const [[settings]] = (await select('select settings from account')) as [[Buffer]]
  expect(JSON.parse(box.open(settings))).toEqual({ domain: 'acme', apiKey: 'key-1' })
})
