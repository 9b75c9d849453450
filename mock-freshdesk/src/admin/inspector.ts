import { createReadStream, readdirSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import path from 'node:path'
import { NotFound, type Routes } from './route'

const FILES = path.join(__dirname, '../../inspector')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

export const inspectorRoutes: Routes = {
  'GET /__admin/': {
    summary: 'The inspector: contacts, requests, faults and clock in a browser',
    responses: { 200: { mediaType: 'text/html', description: 'The page.' } },
    serve: (_call, _req, res) => sendFile(res, 'index.html'),
  },
  'GET /__admin/static/*': {
    summary: 'A file of the inspector',
    responses: { 200: { mediaType: '*/*', description: 'The file.' } },
    serve: ({ params: { rest = '' } }, _req, res) => sendFile(res, rest),
  },
}

function sendFile(res: ServerResponse, name: string): void {
  const type = TYPES[path.extname(name)]
  // Only a file of this folder: a name from outside never becomes a path.
  if (!type || !listFiles().includes(name)) throw new NotFound(`The inspector has no file ${JSON.stringify(name)}.`)
  res.writeHead(200, {
    'Content-Type': type,
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
  })
  createReadStream(path.join(FILES, name))
    .on('error', () => res.destroy())
    .pipe(res)
}

const listFiles = () => readdirSync(FILES, { recursive: true }).map(name => String(name).replaceAll('\\', '/'))
