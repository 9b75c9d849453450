import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MockContext } from '../context'
import type { Recorded } from '../journal'
import { summarizeWithSubject } from './request-subject'
import type { Routes } from './route'

const BATCH_MS = 100
const STILL_THERE_MS = 15_000
/** A page that reads too slowly is disconnected. It comes back and reads on from the journal. */
const MAX_BYTES_UNSENT = 8 * 1024 * 1024

export const streamRoutes: Routes = {
  'GET /__admin/requests/stream': {
    summary: 'Requests as they come in, as server-sent events',
    responses: {
      200: {
        mediaType: 'text/event-stream',
        description: 'Events "request" with one summary, "requests" with a list, "changed" with one that changed.',
      },
    },
    serve: ({ mock }, req, res) => stream(mock, req, res),
  },
}

function stream(mock: MockContext, req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
    'X-Content-Type-Options': 'nosniff',
  })
  res.write(': requests follow as they come in\n\n')

  let batch: Recorded[] = []
  let timer: NodeJS.Timeout | undefined
  const send = (text: string) => {
    if (res.writableLength > MAX_BYTES_UNSENT) res.destroy()
    else res.write(text)
  }
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    // The bodies are looked into here, and not while a request is served.
    const rows = batch.map(recorded => summarizeWithSubject(recorded, mock))
    batch = []
    send(rows.length === 1 ? event('request', rows[0]) : event('requests', rows))
  }
  const unsubscribe = mock.journal.subscribe(
    recorded => {
      batch.push(recorded)
      timer ??= setTimeout(flush, BATCH_MS)
    },
    recorded => {
      // The request itself goes out first.
      if (batch.length > 0) flush()
      send(event('changed', summarizeWithSubject(recorded, mock)))
    },
  )
  const heartbeat = setInterval(() => send(': still there\n\n'), STILL_THERE_MS)
  heartbeat.unref()
  res.on('close', () => {
    unsubscribe()
    clearTimeout(timer)
    clearInterval(heartbeat)
  })
  if (req.method === 'HEAD') res.end()
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
