import { Agent, type ClientRequestArgs, createServer, type IncomingMessage } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'
import { type Duplex, duplexPair } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Destination, type DestinationDefinition } from '@segment/actions-core'
import { attempt, attemptDelete } from './attempt'
import type { Event } from './event'
import type { Host } from './host'
import { checkOptions, getSubscriptions, type HostOptions } from './host-options'
import { KeyedQueue } from './keyed-queue'
import { createRedactor } from './redact'
import { type Delivery, type Report, type SentRequest, toFailure, toReport, toSuccess } from './report'
import { type ClassifiedError, classifyError } from './retry-policy'
import { screenEvent } from './screen-event'

/**
 * Returns a host that shows the requests of each event and sends nothing: every request ends in
 * this process, and no socket is opened. An action that depends on a response shows its first
 * request only. Events are taken one at a time. Works for every request that a destination sends
 * with the framework's request client.
 */
export function createDryRun<Settings>(options: HostOptions<Settings>): Pick<Host, 'deliver'> {
  const { definition, settings, allowDeletes = false } = options
  const subscriptions = getSubscriptions(options)
  checkOptions(options, subscriptions)
  const redact = createRedactor(definition, settings)
  const queue = new KeyedQueue()
  let requests: SentRequest[] = []
  const agent = new RecordingAgent(request => requests.push(JSON.parse(redact(JSON.stringify(request)))))
  const destination = new Destination(through(agent, definition))
  const attemptOptions = { settings, signal: options.signal ?? new AbortController().signal, timeout: 30_000 }

  async function deliver(event: Event): Promise<Report> {
    requests = []
    const screened = screenEvent(event, definition, allowDeletes)
    const report = toReport(event, screened ? [screened] : await attemptAll(event))
    if (requests.length === 0) return report
    return { ...report, outcome: 'would-send', written: false, reason: null, status: null, message: null, requests }
  }

  async function attemptAll(event: Event): Promise<Delivery[]> {
    const runs =
      event.type === 'delete'
        ? [{ action: 'delete', run: () => attemptDelete(destination, event, attemptOptions) }]
        : subscriptions.map(subscription => ({
            action: subscription.partnerAction,
            run: () => attempt(destination, event, subscription, attemptOptions),
          }))
    const deliveries: Delivery[] = []
    for (const { action, run } of runs) {
      try {
        const executed = await run()
        if (executed) deliveries.push(toSuccess(action, executed, 1))
      } catch (thrown) {
        const error = classifyError(thrown, Date.now())
        deliveries.push(toFailure(action, toOutcome(error), { ...error, message: redact(error.message) }, 1))
      }
    }
    return deliveries
  }

  const toOutcome = ({ retry }: ClassifiedError) =>
    options.signal?.aborted && retry ? 'interrupted' : retry ? 'gave-up' : 'rejected'

  return { deliver: event => queue.run(['one at a time'], () => deliver(event)) }
}

/** Returns the same destination with all its requests going through this agent. */
const through = <Settings>(
  agent: RecordingAgent,
  definition: DestinationDefinition<Settings>,
): DestinationDefinition<Settings> => ({
  ...definition,
  extendRequest: data => ({ ...definition.extendRequest?.(data), agent: agent as Agent as HttpsAgent }),
})

/**
 * Hands the bytes of a request to a server in this process, which records the request and closes
 * the connection.
 */
class RecordingAgent extends Agent {
  // Without a protocol, an agent serves http and https alike.
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
        headers: getVisibleHeaders(request),
        body: parseBody(await text(request)),
      })
      client.destroy(new Error('Nothing is sent in a dry run.'))
    })
    receiver.emit('connection', server)
    return client
  }
}

/** Headers whose values are secret. */
const HIDDEN = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key'])

function getVisibleHeaders({ headers }: IncomingMessage): Record<string, string> {
  const { connection: _, ...rest } = headers
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, HIDDEN.has(name) ? '****' : String(value)]),
  )
}

function parseBody(body: string): unknown {
  if (body === '') return null
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
