import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { launchPostgres } from './launch'

jest.setTimeout(60_000)

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datafly-launch-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('three starts at the same time in an empty folder share one server, and data survives a kill', async () => {
  const servers = await Promise.all([1, 2, 3].map(() => launchPostgres({ folder })))
  const [first] = servers
  if (!first) throw new Error('no server')
  expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1)
  await run(first.url, 'create table kept as select 42 as answer')

  process.kill(first.pid, 'SIGKILL')
  const next = await launchPostgres({ folder })
  expect(next.pid).not.toBe(first.pid)
  expect(await run(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])

  await next.stop()
  await expect(run(next.url, 'select 1')).rejects.toThrow()
  expect(await readFile(join(folder, 'postgres.log'), 'utf8')).toContain('database system is shut down')
  expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600)
})

test('a running server whose program files are gone is replaced, and its data stays', async () => {
  // The same failure as after an update of the package under a running server.
  const broken = await launchPostgres({ folder, settings: { dynamic_library_path: '/nowhere' } })
  await run(broken.url, 'create table kept as select 42 as answer')
  await expect(run(broken.url, `load 'plpgsql'`)).rejects.toMatchObject({ code: '58P01' })

  const next = await launchPostgres({ folder })
  expect(next.pid).not.toBe(broken.pid)
  await run(next.url, `load 'plpgsql'`)
  expect(await run(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  await next.stop()
})

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
