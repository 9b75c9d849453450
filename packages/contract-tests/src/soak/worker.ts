import { fork } from 'node:child_process'
import { createHost } from '@datafly/delivery'
import destination from '@datafly/destination-freshdesk'
import type { SoakEvent } from './people'

/** The part of a report that the run needs. */
interface Result {
  outcome: 'interrupted' | Awaited<ReturnType<ReturnType<typeof createHost>['deliver']>>['outcome']
  message: string | null
}

/** A host, in this process or in another, until it is stopped or killed. */
export interface Worker {
  deliver(event: SoakEvent): Promise<Result>
  /** Stops the host, or kills its process. Every event without a result is then interrupted. */
  end(): void
  readonly hasEnded: boolean
  /** How often an event was retried so far. */
  readonly retries: number
}

/** The pauses of the host take a hundredth of their time. */
const TIME_LAPSE = 100

/** Starts a host in this process; `end` stops it as Ctrl-C does. */
export function startInProcess(): Worker {
  const stop = new AbortController()
  let retries = 0
  const host = createHost(
    {
      definition: destination,
      settings: { domain: 'acme', apiKey: 'mock-api-key' },
      concurrency: 16,
      signal: stop.signal,
      onMetric: ({ type }) => {
        if (type === 'retry') retries++
      },
    },
    { sleep: (milliseconds, signal) => lapse(milliseconds / TIME_LAPSE, signal) },
  )
  return {
    deliver: event => host.deliver(event),
    end: () => stop.abort(),
    get hasEnded() {
      return stop.signal.aborted
    },
    get retries() {
      return retries
    },
  }
}

/** Starts a host in another process; `end` kills it with SIGKILL. */
export function startProcess(): Worker {
  const execArgv = ['--conditions=source', '--import', require.resolve('tsx')]
  // In Jest, process.env is a copy that a child does not inherit by itself.
  const child = fork(__filename, { execArgv, env: process.env })
  const waiting = new Map<number, (result: Result) => void>()
  let number = 0
  let retries = 0
  let hasEnded = false
  child.on('message', message => {
    const { id, result, retries: counted } = message as { id: number; result: Result; retries: number }
    retries = counted
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  return {
    deliver(event) {
      if (hasEnded) return Promise.resolve(KILLED)
      const id = number++
      child.send({ id, event })
      return new Promise(resolve => waiting.set(id, resolve))
    },
    end() {
      hasEnded = true
      child.kill('SIGKILL')
      for (const resolve of waiting.values()) resolve(KILLED)
      waiting.clear()
    },
    get hasEnded() {
      return hasEnded
    },
    get retries() {
      return retries
    },
  }
}

const KILLED: Result = { outcome: 'interrupted', message: 'The process was killed.' }

const lapse = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>(resolve => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })

/** The child's side: delivers each event that comes in, and sends its result back. */
function serve(): void {
  const worker = startInProcess()
  process.on('message', async message => {
    const { id, event } = message as { id: number; event: SoakEvent }
    const { outcome, message: text } = await worker.deliver(event)
    process.send?.({ id, result: { outcome, message: text }, retries: worker.retries })
  })
}

if (require.main === module && process.send) serve()
