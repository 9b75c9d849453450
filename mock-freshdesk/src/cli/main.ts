import { CommanderError } from 'commander'
import { isLoopback } from '../admin/guard'
import { type Mock, startMock } from '../server'
import { InvalidInput } from '../validation/invalid-input'
import { banner } from './banner'
import { createProgram, type Flags, parseFlags } from './program'
import { logLine } from './request-log'
import { readSeedFile } from './seed-file'

const { version } = require('../../package.json') as { version: string }

const CANNOT_START = 1
const WRONG_USE = 2

main().catch(fail)

function fail(error: Error): void {
  // commander has written its own message, the help or the version.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE
    return
  }
  const wrongUse = error instanceof InvalidInput
  process.stderr.write(`mock-freshdesk: ${error.message}${wrongUse ? ' See --help.' : ''}\n`)
  process.exitCode = wrongUse ? WRONG_USE : CANNOT_START
}

async function main(): Promise<void> {
  await serve(parseFlags(createProgram(version), process.argv.slice(2)))
}

async function serve({ seed: file, latency, allowHost, quiet, verbose, ...options }: Flags): Promise<void> {
  const seed = file === undefined ? undefined : await readSeedFile(file, options)
  const mock = await startMock({
    ...options,
    latencyMs: latency,
    ...(allowHost && { allowHosts: allowHost }),
    ...(seed && { seed }),
  }).catch(error => {
    throw seed && error instanceof InvalidInput ? new InvalidInput(`--seed ${file}: ${error.message}`) : error
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => mock.close().catch(fail))
  try {
    greet(mock, options, { quiet: quiet ?? false, verbose: verbose ?? false })
  } catch (error) {
    await mock.close()
    throw error
  }
}

function greet(mock: Mock, { host, db }: Pick<Flags, 'host' | 'db'>, { quiet, verbose }: LogOptions): void {
  if (!isLoopback(host)) {
    process.stderr.write(`Warning: every machine that reaches ${host} can use this mock, and change it by /__admin.\n`)
  }
  const { admin, url, port } = mock
  if (quiet) process.stdout.write(`${url}\n`)
  else {
    process.stdout.write(`${banner({ url, port, version, seed: admin.snapshot(), limit: admin.rateLimit(), db })}\n`)
    logRequests(mock, verbose)
  }
}

interface LogOptions {
  quiet: boolean
  verbose: boolean
}

/**
 * Lines are written together when the event loop comes round: a load test does not wait for the
 * terminal.
 */
function logRequests({ admin }: Mock, verbose: boolean): void {
  const color = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
  let lines = ''
  const stop = admin.onRequest(entry => {
    if (lines === '') setImmediate(flush)
    lines += `${logLine(entry, { color, verbose })}\n`
  })
  // The reader of the output has gone, as in `mock-freshdesk | head`. The mock continues.
  process.stdout.on('error', stop)

  function flush() {
    process.stdout.write(lines)
    lines = ''
  }
}
