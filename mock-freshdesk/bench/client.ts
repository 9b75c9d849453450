import { connect } from 'node:net'

/**
 * The load: one process, `connections` sockets, each sending its next request when the last answer
 * is in. Written on bare sockets, so that it takes less of the machine than any server it measures.
 */

export interface Load {
  port: number
  connections: number
  requests: number
  /** `%n` stands for a different number in each request, counted from `from`. */
  method: string
  path: string
  body?: string
  from?: number
  /** `%n` starts again after so many. */
  modulo?: number
}

export interface Measured {
  seconds: number
  /** Answers whose status was not 2xx. */
  refused: number
  /** Milliseconds. */
  p50: number
  p99: number
}

process.on('disconnect', () => process.exit())
process.on('message', async (load: Load) => process.send?.(await run(load)))

function run(load: Load): Promise<Measured> {
  const latencies: number[] = []
  let sent = 0
  let refused = 0
  let open = load.connections
  const started = process.hrtime.bigint()

  return new Promise((resolve, reject) => {
    const one = () => {
      const socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true })
      let startedAt = 0n
      let received = ''
      const next = () => {
        if (sent === load.requests) {
          socket.destroy()
          open -= 1
          if (open === 0) resolve(result())
          return
        }
        startedAt = process.hrtime.bigint()
        socket.write(requestText(load, sent++))
      }
      socket.setEncoding('latin1')
      socket.on('connect', next)
      socket.on('error', reject)
      socket.on('data', (text: string) => {
        received = received === '' ? text : received + text
        const end = received.indexOf('\r\n\r\n')
        if (end < 0) return
        const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, end + 2))?.[1] ?? '0'
        if (received.length < end + 4 + Number(length)) return
        latencies.push(Number(process.hrtime.bigint() - startedAt) / 1e6)
        if (received[9] !== '2') refused += 1
        received = ''
        next()
      })
    }
    for (let i = 0; i < load.connections; i++) one()
  })

  function result(): Measured {
    const seconds = Number(process.hrtime.bigint() - started) / 1e9
    latencies.sort((a, b) => a - b)
    const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
    return { seconds, refused, p50: at(0.5), p99: at(0.99) }
  }
}

const AUTHORIZATION = `Basic ${Buffer.from('mock-api-key:X').toString('base64')}`

function requestText({ method, path, body, from = 0, modulo = Number.MAX_SAFE_INTEGER }: Load, i: number): string {
  const n = String(from + (i % modulo))
  const head = `${method} ${path.replace('%n', n)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${AUTHORIZATION}\r\nAccept: application/json\r\n`
  if (body === undefined) return `${head}\r\n`
  const text = body.replaceAll('%n', n)
  return `${head}Content-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`
}
