import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { createHost } from '@datafly/delivery'
import { main } from '../main'

jest.mock('@datafly/delivery', () => {
  const actual = jest.requireActual('@datafly/delivery')
  return { ...actual, createHost: jest.fn(actual.createHost) }
})

const folder = mkdtempSync(join(tmpdir(), 'pace-'))
const config = join(folder, 'config.json')
writeFileSync(config, '{ "domain": "acme", "rate": 30, "share": 0.25 }')
afterAll(() => rmSync(folder, { recursive: true }))

it.each<[string[], { rate?: number; share?: number }]>([
  [[], {}],
  [['--rate', '60'], { rate: 60 }],
  [['--share', '50%'], { share: 0.5 }],
  [['--config', config], { rate: 30, share: 0.25 }],
  [['--config', config, '--rate', '60'], { rate: 60, share: 0.25 }],
])('deliver %j gives the host %j', async (flags, expected) => {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end('')
  const env = { FRESHDESK_DOMAIN: 'acme', FRESHDESK_API_KEY: 'sesame' }
  const io = { stdin, stdout, stderr, env, signal: new AbortController().signal }
  expect(await main(['deliver', '-', '--no-check', ...flags], io)).toBe(0)
  const { rate, share } = jest.mocked(createHost).mock.lastCall?.[0] ?? {}
  expect({ ...(rate !== undefined && { rate }), ...(share !== undefined && { share }) }).toEqual(expected)
})
