import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import type { Load, Measured } from './client'

/** One measurement of one server. */
export interface Sample {
  perSecond: number
  /** CPU time of the server process a request, user and system, in microseconds. */
  cpu: number
  p50: number
}

export interface Usage {
  /** Microseconds so far. */
  cpu: number
  /** Bytes. */
  rss: number
}

export class Server {
  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {}

  static async start(name: string, env: Record<string, string> = {}, flags: string[] = []): Promise<Server> {
    const file = path.join(__dirname, 'servers', `${name}.js`)
    const child = fork(file, { execArgv: flags, env: { ...process.env, ...env } })
    const { port } = (await nextMessage(child)) as { port: number }
    return new Server(child, port)
  }

  async usage(): Promise<Usage> {
    const answer = nextMessage(this.child)
    this.child.send('usage')
    return (await answer) as Usage
  }

  async measure(client: Client, load: Omit<Load, 'port'>): Promise<Sample> {
    const before = await this.usage()
    const { seconds, refused, p50 } = await client.run({ ...load, port: this.port })
    const after = await this.usage()
    if (refused > 0) throw new Error(`${refused} requests to ${load.path} were refused`)
    return { perSecond: load.requests / seconds, cpu: (after.cpu - before.cpu) / load.requests, p50 }
  }

  stop() {
    this.child.disconnect()
  }
}

export class Client {
  private readonly child = fork(path.join(__dirname, 'client.ts'), { execArgv: ['--import', 'tsx'] })

  async run(load: Load): Promise<Measured> {
    const answer = nextMessage(this.child)
    this.child.send(load)
    return (await answer) as Measured
  }

  stop() {
    this.child.disconnect()
  }
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('a server of the benchmark ended early'))
    child.once('exit', gone)
    child.once('message', message => {
      child.off('exit', gone)
      resolve(message)
    })
  })
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}
