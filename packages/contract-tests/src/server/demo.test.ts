import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(__dirname, '../../../..')

test('pnpm serve --demo delivers its first event, and two signals end it without a trace', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'demo-test-'))
  const command = ['--import', 'tsx', '--conditions=source', join(ROOT, 'examples/serve-demo.ts'), '--demo']
  const demo = spawn(process.execPath, command, { cwd: ROOT, env: { ...process.env, TMPDIR: temporary } })
  let output = ''
  const ended = new Promise<[number | null, string | null]>(resolve => demo.on('exit', (...end) => resolve(end)))
  await new Promise<void>((delivered, fail) => {
    demo.stdout.on('data', chunk => {
      output += chunk
      if (output.includes('delivered: created, 201')) delivered()
    })
    demo.stderr.on('data', chunk => {
      output += chunk
    })
    void ended.then(() => fail(new Error(output)))
  })
  expect(output).toMatch(/curl -X POST http:\/\/127\.0\.0\.1:\d+\/v1\/t -H "Authorization: Bearer dk_demo_/)
  const findFolders = () => readdirSync(temporary).filter(name => name.startsWith('datafly-demo-'))
  expect(findFolders()).toHaveLength(1)
  expect(existsSync(join(temporary, findFolders()[0] ?? '', 'postgres/postmaster.pid'))).toBe(true)
  demo.kill('SIGINT')
  demo.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  // PostgreSQL removes its pid file last, and the demo then removes the folder.
  expect(findFolders()).toEqual([])
  rmSync(temporary, { recursive: true })
})
