import type { Readable, Writable } from 'node:stream'

/** Everything outside the command that it reads or writes. */
export interface Io {
  stdin: Readable & { isTTY?: boolean; fd?: number }
  stdout: Terminal
  stderr: Terminal
  env: NodeJS.ProcessEnv
  /** Aborts with the name of the signal that asks the command to stop. */
  signal: AbortSignal
}

export type Terminal = Writable & { isTTY?: boolean; columns?: number }

/** True when a person at a terminal wants colours: see https://no-color.org. */
export const hasColor = (stream: Terminal, env: NodeJS.ProcessEnv): boolean =>
  stream.isTTY === true && env.TERM !== 'dumb' && !env.NO_COLOR
