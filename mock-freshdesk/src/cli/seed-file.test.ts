import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { InvalidInput } from '../validation/invalid-input'
import { readSeedFile } from './seed-file'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mock-freshdesk-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(content: string): string {
  const where = path.join(folder, 'seed.json')
  writeFileSync(where, content)
  return where
}

test('a seed is taken as it is', async () => {
  expect(await readSeedFile(file('{"contacts":[{"name":"Ada Moss"}]}'))).toEqual({ contacts: [{ name: 'Ada Moss' }] })
})

test('a recording becomes the data that its calls lead to', async () => {
  const recording = [
    { method: 'POST', url: '/api/v2/contacts', body: { name: 'Grace Fern', email: 'grace@example.com' } },
    { method: 'DELETE', url: '/api/v2/contacts/72009990004' },
  ]
  const { contacts = [] } = await readSeedFile(file(JSON.stringify({ recording })))
  expect(contacts).toContainEqual(expect.objectContaining({ name: 'Grace Fern', email: 'grace@example.com' }))
  expect(contacts).toContainEqual(expect.objectContaining({ id: 72009990004, deleted: true }))
})

test.each([
  ['{', 'is not JSON: '],
  ['[]', 'holds no JSON object.'],
  ['{"recording":[{"method":"GET","url":"/"}]}', 'recording[0].method must be one of POST, PUT, PATCH, DELETE'],
  [
    '{"recording":[{"method":"DELETE","url":"/api/v2/contacts/1"}]}',
    'call 0 of the recording, DELETE /api/v2/contacts/1, gets 404',
  ],
])('%s is refused with a sentence that names the file', async (content, sentence) => {
  const where = file(content)
  const refused = expect(readSeedFile(where)).rejects
  await refused.toThrow(InvalidInput)
  await expect(readSeedFile(where)).rejects.toThrow(sentence)
})

test('a missing file, or an invalid one', async () => {
  await expect(readSeedFile(folder)).rejects.toThrow(`--seed ${folder} is a folder.`)
  await expect(readSeedFile('none.json')).rejects.toThrow('--seed none.json does not exist.')
})
