import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { PassThrough } from 'node:stream'
import { createLog, parseConfig, startServer } from '@datafly/server'
import { createTestDatabase, type TestDatabase } from '@datafly/server/testing'
import { main } from '../main'

jest.setTimeout(60_000)

const env = { DATAFLY_SECRET_KEY: '0'.repeat(64), DATAFLY_LOG_LEVEL: 'silent' }

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database?.close())

/** Runs `datafly serve` in a folder without a configuration file, until `use` is done. */
async function serve(use: (output: string, adminUrl: string) => Promise<void>): Promise<number> {
  const stop = new AbortController()
  const stderr = new PassThrough({ encoding: 'utf8' })
  const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr, env, signal: stop.signal }
  const args = ['serve', '--database-url', database.url, '--port', '0', '--admin-port', '0']
  const ended = main(args, io)
  let output = ''
  await new Promise<void>((done, fail) => {
    stderr.on('data', chunk => {
      output += chunk
      if (output.includes('/admin/v1\n')) done()
    })
    void ended.then(() => fail(new Error(`The server ended: ${output}`)))
  })
  await use(output, output.match(/Console: (\S+)\//)?.[1] ?? '')
  stop.abort('SIGINT')
  return ended
}

const getSources = async (adminUrl: string) => await (await fetch(`${adminUrl}/admin/v1/sources`)).json()

test('datafly serve without a configuration file starts an empty server and prints the console first', async () => {
  const exitCode = await serve(async (output, adminUrl) => {
    expect(output.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^Console: http:\/\/127\.0\.0\.1:\d+\/$/),
      'There is no datafly.config.json. Add sources and integrations in the console.',
    ])
    expect(await getSources(adminUrl)).toEqual({ sources: [] })
  })
  expect(exitCode).toBe(0)
})

test('datafly serve without a configuration file leaves the sources of an earlier file switched on', async () => {
  const config = parseConfig({ sources: [{ name: 'web', writeKey: { env: 'KEY' } }] }, { KEY: 'dk_web' })
  const log = createLog('silent')
  const server = await startServer({ config, databaseUrl: database.url, env, log, port: 0, adminPort: 0 })
  await server.close()
  await serve(async (_output, adminUrl) => {
    expect(await getSources(adminUrl)).toMatchObject({ sources: [{ name: 'web', enabled: true }] })
  })
})

test('datafly serve with a --config that does not exist ends with 2 and names the file', async () => {
  const stderr = new PassThrough({ encoding: 'utf8' })
  const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr, env, signal: new AbortController().signal }
  expect(await main(['serve', '--config', 'missing.json', '--database-url', database.url], io)).toBe(2)
  expect(stderr.read()).toContain('The configuration missing.json cannot be read')
})

test('datafly serve on a taken port ends with 2 and names the option', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const stderr = new PassThrough({ encoding: 'utf8' })
  const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr, env, signal: new AbortController().signal }
  const args = ['serve', '--database-url', database.url, '--port', String(port), '--admin-port', '0']
  expect(await main(args, io)).toBe(2)
  expect(stderr.read()).toContain(
    `Port ${port} on 127.0.0.1 is taken by a different program. Choose a free port with --port.`,
  )
  other.close()
})
