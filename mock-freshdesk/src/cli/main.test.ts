import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'

/** The command as a shell starts it, from its source. */
function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'main.ts'), ...args], {
    cwd: __dirname,
    env: { ...process.env, NO_COLOR: '1' },
  })
  running.add(child)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', chunk => (output.stdout += chunk))
  child.stderr.on('data', chunk => (output.stderr += chunk))
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>(resolve =>
    child.on('close', code => {
      running.delete(child)
      resolve({ code, ...output })
    }),
  )
  /** Resolves with what the pattern found on standard output. */
  const prints = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const [found] = pattern.exec(output.stdout) ?? []
        if (found !== undefined) resolve(found)
      }
      child.stdout.on('data', look)
      ended.then(({ stdout, stderr }) => reject(new Error(`It ended without printing ${pattern}: ${stdout}${stderr}`)))
      look()
    })
  return { child, ended, prints }
}
/** Each start compiles the sources; on a busy machine that takes its time. */
jest.setTimeout(60_000)

const running = new Set<ChildProcessWithoutNullStreams>()

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mock-freshdesk-'))
})
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

test('it prints its address, its keys and a first command, logs each request, and ends on a signal', async () => {
  const { child, ended, prints } = run('--port', '0', '--db', path.join(folder, 'data.json'))
  const url = await prints(/http:\/\/127\.0\.0\.1:\d+(?=\/api\/v2)/)
  await prints(/Ctrl\+C/)
  const response = await fetch(`${url}/api/v2/agents/me`, {
    headers: { authorization: `Basic ${btoa('mock-api-key:X')}` },
  })
  expect(response.status).toBe(200)
  await prints(/GET {4}\/api\/v2\/agents\/me 200 \d+ ms\n/)
  child.kill('SIGTERM')

  const { code, stdout, stderr } = await ended
  expect(code).toBe(0)
  expect(stderr).toBe('')
  expect(stdout).toContain(`Inspector  ${url}/__admin/`)
  expect(stdout).toMatch(/Keys +mock-api-key\n/)
  expect(stdout).toMatch(/Data +\S+data\.json, 3 contacts\n/)
  expect(stdout).toContain('mock-api-key-read-only  (403 on writes)')
  expect(stdout).toContain(
    `curl -u mock-api-key:X -H "Content-Type: application/json" -X POST ${url}/api/v2/contacts -d '{"name":"Test Contact"`,
  )
})

test('quiet, it prints its URL and nothing else, and Ctrl+C ends it although a client hangs', async () => {
  const { child, ended, prints } = run('--quiet', '--port', '0')
  const url = await prints(/^http:\S+(?=\n)/)
  const hanging = fetch(`${url}/api/v2/contacts`, { headers: { 'x-mock-fault': 'hang' } }).catch(() => 'dropped')
  await fetch(`${url}/__admin/requests/wait`, { method: 'POST' })
  child.kill('SIGINT')
  expect(await ended).toEqual({ code: 0, stdout: `${url}\n`, stderr: '' })
  expect(await hanging).toBe('dropped')
})

test('it starts with the data of a seed', async () => {
  const seed = path.join(folder, 'seed.json')
  writeFileSync(seed, '{"contacts":[{"name":"Ada Moss"}]}')
  const { child, ended, prints } = run('--quiet', '--port', '0', '--seed', seed)
  const url = await prints(/^http:\S+(?=\n)/)
  expect(await (await fetch(`${url}/__admin/contacts`)).json()).toMatchObject({
    contacts: [{ name: 'Ada Moss' }],
    total: 1,
  })
  child.kill()
  expect((await ended).code).toBe(0)
})

test('what it answered is there again after it was killed, when it keeps its data in a file', async () => {
  const args = ['--quiet', '--port', '0', '--db', path.join(folder, 'kept.db')]
  const killed = run(...args)
  const url = await killed.prints(/^http:\S+(?=\n)/)
  const headers = { authorization: `Basic ${btoa('mock-api-key:X')}`, 'content-type': 'application/json' }
  await fetch(`${url}/api/v2/contacts`, {
    method: 'POST',
    headers,
    body: '{"name":"Ada Moss","email":"ada@example.com"}',
  })
  await fetch(`${url}/__admin/db/contacts`, { method: 'POST', body: '{"name":"Grace Fern"}' })
  killed.child.kill('SIGKILL')
  await killed.ended

  const again = run(...args)
  const { contacts } = await (await fetch(`${await again.prints(/^http:\S+(?=\n)/)}/__admin/contacts`)).json()
  const names = contacts.map(({ name }: { name: string }) => name)
  expect(names).toEqual(expect.arrayContaining(['Ada Moss', 'Grace Fern']))
  again.child.kill()
  expect((await again.ended).code).toBe(0)
})

test('two signals at once stop it like one', async () => {
  const db = path.join(folder, 'signals.db')
  const { child, ended, prints } = run('--quiet', '--port', '0', '--db', db)
  await prints(/^http:/)
  // Held still meanwhile, it finds both when it goes on.
  for (const signal of ['SIGSTOP', 'SIGINT', 'SIGTERM', 'SIGCONT'] as const) child.kill(signal)
  expect(await ended).toMatchObject({ code: 0, stderr: '' })
  expect(existsSync(`${db}.lock`)).toBe(false)
})

test('deterministic, two of them give the same responses', async () => {
  const responses = []
  for (let i = 0; i < 2; i++) {
    const { child, ended, prints } = run('--quiet', '--port', '0', '--deterministic')
    const url = await prints(/^http:\S+(?=\n)/)
    const response = await fetch(`${url}/api/v2/contacts`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('mock-api-key:X')}`, 'content-type': 'application/json' },
      body: '{"name":"Ada Moss","email":"ada@example.com"}',
    })
    const headers = Object.fromEntries(response.headers)
    delete headers.location
    responses.push({ headers, body: await response.text() })
    child.kill()
    await ended
  }
  expect(responses[0]).toEqual(responses[1])
})

const [loopback] =
  Object.entries(networkInterfaces()).find(([, addresses]) => addresses?.some(({ address }) => address === '::1')) ?? []
const testWithIpv6 = loopback === undefined ? test.skip : test

testWithIpv6('an address with a zone is shown as URLs write it', async () => {
  const { child, ended, prints } = run('--port', '0', '--host', `::1%${loopback}`)
  await prints(RegExp(`Inspector +http://\\[::1%25${loopback}\\]:\\d+/__admin/`))
  await prints(/Ctrl\+C/)
  child.kill()
  expect((await ended).code).toBe(0)
})

test('a taken port is one sentence and exit code 1', async () => {
  const other = createServer()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  expect(await run('--port', String(port)).ended).toEqual({
    code: 1,
    stdout: '',
    stderr: `mock-freshdesk: Port ${port} is taken. Choose another port, or port 0 for a free one.\n`,
  })
  other.close()
})

test('a database file that cannot be opened is one sentence and exit code 1', async () => {
  expect(await run('--db', folder).ended).toEqual({
    code: 1,
    stdout: '',
    stderr: `mock-freshdesk: The database file ${folder} cannot be opened: it is a folder. Name another file.\n`,
  })
})

test('it warns when others can reach it', async () => {
  const { child, ended, prints } = run('--quiet', '--port', '0', '--host', '0.0.0.0')
  await prints(/^http:/)
  child.kill()
  expect((await ended).stderr).toMatch(/^Warning: every machine that reaches 0\.0\.0\.0 can use this mock/)
})

test('an unknown option is refused with a suggestion and exit code 2', async () => {
  expect(await run('--prot', '1').ended).toEqual({
    code: 2,
    stdout: '',
    stderr: "error: unknown option '--prot'\n(Did you mean --port?)\nSee mock-freshdesk --help.\n",
  })
})

test.each([['a seed that is not there', ['--seed', 'none.json'], '--seed none.json does not exist.']])(
  '%s is a sentence and exit code 2',
  async (_, args, sentence) => {
    expect(await run(...args).ended).toEqual({
      code: 2,
      stdout: '',
      stderr: `mock-freshdesk: ${sentence} See --help.\n`,
    })
  },
)

test('help and version', async () => {
  const help = await run('--help').ended
  expect(help).toMatchObject({ code: 0, stderr: '' })
  expect(help.stdout).toContain('Usage: mock-freshdesk [options]')
  expect(await run('--version').ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
})
