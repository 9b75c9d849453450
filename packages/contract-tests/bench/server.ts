import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type ServerProcess, startServerProcess } from '../src/server/server-process'
import type { LoadResult } from './server-load'

/**
 * Measures start and intake of `datafly serve`, in separate processes, and prints each figure
 * beside its demand. Deliveries, take-over, fairness, pruning and disk are not measured here.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'datafly-bench-'))
  const file = join(folder, 'config.json')
  writeFileSync(file, JSON.stringify(CONFIG))
  const env = { WRITE_KEY: 'dk_bench', API_KEY: 'unused', DATABASE_URL: '' }
  const start = () => startServerProcess(['--data', folder, '--config', file, '--role', 'intake'], env)
  const stop = async ({ child, ended }: ServerProcess) => {
    child.kill('SIGTERM')
    await ended
  }
  const first = await start()
  await stop(first)
  const server = await start()
  await load(server.url, 50, 1, 2_000)
  const single = await load(server.url, 50, 1, 15_000)
  const batch = await load(server.url, 10, 100, 80_000)
  const memory = readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1]
  await stop(server)
  rmSync(folder, { recursive: true, force: true })
  console.table([
    { measured: 'first start', value: `${first.readyAfter} ms`, demand: '5,000 ms' },
    { measured: 'later start', value: `${server.readyAfter} ms`, demand: '1,500 ms' },
    { measured: 'single events, 50 clients', value: `${single.perSecond}/s`, demand: '1,500/s' },
    { measured: 'their p99', value: `${single.p99} ms`, demand: '100 ms' },
    { measured: 'batches of 100', value: `${batch.perSecond}/s`, demand: '8,000/s' },
    { measured: 'memory of Node', value: `${Math.round(Number(memory) / 1_024)} MB`, demand: '150 MB' },
  ])
}

const CONFIG = {
  sources: [{ name: 'web', writeKey: { env: 'WRITE_KEY' } }],
  integrations: [
    {
      name: 'support',
      destination: 'freshdesk',
      sources: ['web'],
      settings: { domain: 'acme', apiKey: { env: 'API_KEY' } },
    },
  ],
}

/** Runs the load generator to its end. */
async function load(url: string, clients: number, batch: number, events: number): Promise<LoadResult> {
  const generator = ['--import', 'tsx', join(__dirname, 'server-load.ts')]
  const args = [...generator, url, 'dk_bench', ...[clients, batch, events].map(String)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return JSON.parse(stdout) as LoadResult
}

void main()
