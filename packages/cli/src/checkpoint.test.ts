import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCheckpoint } from './checkpoint'

let folder: string
let path: string
let input: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-'))
  path = join(folder, 'checkpoint')
  input = join(folder, 'events.ndjson')
  writeFileSync(input, '{"a":1}\n')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function record(...events: number[]) {
  const checkpoint = await openCheckpoint(path, input)
  for (const event of events) checkpoint.add(event)
  checkpoint.close()
}

const done = async () => {
  const checkpoint = await openCheckpoint(path, input)
  const seen = [0, 1, 2, 3, 4, 5].filter(event => checkpoint.isDone(event))
  checkpoint.close()
  return seen
}

it('a new checkpoint has no event done', async () => {
  expect(await done()).toEqual([])
})

it('events done in any order are done in the next run, and in the one after it', async () => {
  await record(1, 0, 4)
  expect(await done()).toEqual([0, 1, 4])
  await record(2)
  expect(await done()).toEqual([0, 1, 2, 4])
})

it('a line that broke off in a power loss is not done, and spoils no later line', async () => {
  await record(0)
  appendFileSync(path, '1')
  expect(await done()).toEqual([0])
  await record(1)
  expect(await done()).toEqual([0, 1])
})

it('every record is in the file before add() returns, so that a kill loses none', async () => {
  const checkpoint = await openCheckpoint(path, input)
  checkpoint.add(7)
  expect(readFileSync(path, 'utf8')).toMatch(/\n7\n$/)
  checkpoint.close()
})

it('an input that grew keeps its checkpoint', async () => {
  await record(0)
  appendFileSync(input, '{"b":2}\n')
  expect(await done()).toEqual([0])
})

it('another input is refused', async () => {
  await record(0)
  writeFileSync(input, '{"z":1}\n')
  await expect(openCheckpoint(path, input)).rejects.toThrow('belongs to another file')
})

it('a file that is no checkpoint is refused and stays as it is', async () => {
  writeFileSync(path, 'my diary\n')
  await expect(openCheckpoint(path, input)).rejects.toThrow('is not a checkpoint')
  expect(readFileSync(path, 'utf8')).toBe('my diary\n')
})

it('a second process on the same checkpoint is refused', async () => {
  const checkpoint = await openCheckpoint(path, input)
  await expect(openCheckpoint(path, input)).rejects.toThrow('Another process delivers with the checkpoint')
  checkpoint.close()
}, 15_000)
