import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { prepareConsole } from '@datafly/console'
import type { FastifyInstance, FastifyReply } from 'fastify'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The page runs its own scripts only, sends to its own server only, and is never in a frame. */
const SECURITY = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Names under /assets/ hold a hash of their content. */
const FOREVER = 'public, max-age=31536000, immutable'

interface File {
  type: string
  content: Buffer
}

/**
 * Serves the console. The page holds no data, so that it needs no token. The files are read into
 * memory, and only these can be served: no path of a request ever meets the disk.
 */
export async function consoleRoutes(app: FastifyInstance): Promise<void> {
  let files: Promise<ReadonlyMap<string, File>> | null = null
  const load = () => {
    files ??= prepareConsole().then(readFiles)
    files.catch(() => {
      files = null
    })
    return files
  }
  const send = (reply: FastifyReply, { type, content }: File, cache: string) =>
    reply.headers(SECURITY).header('cache-control', cache).type(type).send(content)

  app.get('/assets/:name', async ({ params }, reply) => {
    const file = (await load()).get(`assets/${(params as { name: string }).name}`)
    return file ? send(reply, file, FOREVER) : reply.status(404).send()
  })
  // Every view has its own address, and the page reads it.
  app.get('/*', async ({ url }, reply) => {
    const page = url.startsWith('/admin/') ? undefined : (await load()).get('index.html')
    return page ? send(reply, page, 'no-cache') : reply.status(404).send()
  })
}

function readFiles(folder: string): ReadonlyMap<string, File> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => name.replaceAll('\\', '/'))
  return new Map(
    names.flatMap(name => {
      const type = TYPES[extname(name)]
      return type ? [[name, { type, content: readFileSync(join(folder, name)) }] as const] : []
    }),
  )
}
