import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { main } from '../main'

const mockUpdate = jest.fn()
jest.mock('../progress', () => ({ startProgress: () => ({ update: mockUpdate, stop() {} }) }))

const folder = mkdtempSync(join(tmpdir(), 'progress-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => mockUpdate.mockClear())

/** Two lines without an event, so nothing is sent. */
const LINES = `${'x'.repeat(999)}\n`.repeat(2)

it.each([
  ['a plain file', Buffer.from(LINES)],
  ['a gzip file', gzipSync(LINES)],
])('the bar of %s that is read at once stands at half after the first of two lines', async (_what, bytes) => {
  const path = join(folder, 'events')
  writeFileSync(path, bytes)
  const [stdin, stdout] = [new PassThrough(), new PassThrough()]
  const stderr = Object.assign(new PassThrough(), { isTTY: true })
  const env = { FRESHDESK_DOMAIN: 'acme', FRESHDESK_API_KEY: 'sesame' }
  await main(['deliver', path, '--no-check'], { stdin, stdout, stderr, env, signal: new AbortController().signal })
  const parts = mockUpdate.mock.calls.map(([consumed]) => Math.round((10 * consumed) / bytes.length) / 10)
  expect(parts).toEqual([0.5, 1])
})
