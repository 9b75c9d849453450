import { Agent, type ClientRequestArgs, createServer, type IncomingMessage } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'
import { type Duplex, duplexPair } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { DestinationDefinition } from '@segment/actions-core'
import type { Clock } from './clock'
import type { Event } from './event'
import { createHost, type Host, type HostOptions } from './host'
import { createRedactor } from './redact'
import type { Report, SentRequest } from './report'

/**
 * A host that shows what would go out and sends nothing: every request ends in this process, and no socket is opened.
 * Where an action would go on by what the answer says, only its first request can be shown. Events are taken one at a
 * time. Works for whatever the destination sends by the framework's own request client.
 */
export function createDryRun<Settings>(options: HostOptions<Settings>, clock: Partial<Clock> = {}): Host {
  const { definition, settings } = options
  const mask = createRedactor(definition, settings)
  let requests: SentRequest[] = []
  const agent = new RecordingAgent(request => requests.push(JSON.parse(mask(JSON.stringify(request)))))
  const host = createHost({ ...options, definition: through(agent, definition), maxAttempts: 1, concurrency: 1 }, clock)

  async function deliver(event: Event): Promise<Report> {
    requests = []
    const report = await host.deliver(event)
    if (requests.length === 0) return report
    return { ...report, outcome: 'would-send', reason: null, status: null, message: null, requests }
  }

  let last: Promise<unknown> = Promise.resolve()
  return {
    deliver(event) {
      const next = last.then(() => deliver(event))
      last = next
      return next
    },
  }
}

/** The same destination, whose requests all go through this agent. */
const through = <Settings>(
  agent: RecordingAgent,
  definition: DestinationDefinition<Settings>,
): DestinationDefinition<Settings> => ({
  ...definition,
  extendRequest: data => ({ ...definition.extendRequest?.(data), agent: agent as Agent as HttpsAgent }),
})

/** Instead of connecting, hands the bytes of a request to a server that never listened, which records it and hangs up. */
class RecordingAgent extends Agent {
  // Without a protocol of its own, an agent serves http and https alike.
  protocol = undefined

  constructor(private readonly record: (request: SentRequest) => void) {
    super()
  }

  override createConnection({ protocol }: ClientRequestArgs): Duplex {
    const [client, server] = duplexPair()
    const receiver = createServer(async request => {
      this.record({
        method: request.method ?? '',
        url: `${protocol}//${request.headers.host}${request.url}`,
        headers: shown(request),
        body: parsed(await text(request)),
      })
      client.destroy(new Error('Nothing is sent in a dry run.'))
    })
    receiver.emit('connection', server)
    return client
  }
}

/** Who sends them, and what they are to be kept from, is not for the eye; how the connection is kept is not the request's. */
const HIDDEN = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key'])

function shown({ headers }: IncomingMessage): Record<string, string> {
  const { connection: _, ...rest } = headers
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, HIDDEN.has(name) ? '****' : String(value)]),
  )
}

function parsed(body: string): unknown {
  if (body === '') return null
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
