import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const CLI = join(__dirname, '../../../cli')

/** The arguments of Node that run the command from the TypeScript sources of this workspace. */
const SOURCES = ['--import', 'tsx', '--conditions=source', join(CLI, 'src/cli.ts')]

/** The arguments of Node that run the built command, as its users run it. Needs a build. */
export const BUILT = [join(CLI, 'bin/datafly.js')]

/** A `datafly serve` in a separate process. */
export interface ServerProcess {
  child: ChildProcess
  /** The address of intake, or "off". */
  url: string
  adminUrl: string
  /** Milliseconds from the start of the process to its addresses. */
  readyAfter: number
  /** What the process has written on standard error: its addresses and its log. */
  getLog(): string
  /** Resolves with the exit code, or null after a signal, once the process has ended. */
  ended: Promise<number | null>
}

/**
 * Runs `datafly serve` on free ports.
 *
 * @param command the arguments of Node that run the command
 * @throws Error with the output of the process when it ends before it is ready
 */
export async function startServerProcess(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  command: readonly string[] = SOURCES,
): Promise<ServerProcess> {
  const began = performance.now()
  const child = spawn(process.execPath, [...command, 'serve', '--port', '0', '--admin-port', '0', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let text = ''
  const ended = new Promise<number | null>(resolve => child.on('exit', resolve))
  await new Promise<void>((done, fail) => {
    child.stderr.on('data', chunk => {
      text += chunk
      if (/^Admin API: \S+\n/m.test(text)) done()
    })
    void ended.then(() => fail(new Error(`The server ended: ${text}`)))
  })
  const find = (name: string) => text.match(new RegExp(`^${name}: (\\S+)`, 'm'))?.[1] ?? ''
  return {
    child,
    ended,
    getLog: () => text,
    url: find('Intake'),
    adminUrl: find('Admin API').replace('/admin/v1', ''),
    readyAfter: Math.round(performance.now() - began),
  }
}
