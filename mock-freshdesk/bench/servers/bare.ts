import { createServer } from 'node:http'
import { serve } from './serve'
import { contactJson } from './contact'

/** node:http and nothing else: parses the same body, answers the same JSON, forgets it. */
const server = createServer((req, res) => {
  const chunks: Buffer[] = []
  req.on('data', (chunk: Buffer) => chunks.push(chunk))
  req.on('end', () => {
    const isCreate = req.method === 'POST'
    const contact = contactJson(isCreate ? JSON.parse(Buffer.concat(chunks).toString()) : STORED)
    const body = JSON.stringify(req.url?.includes('?') ? [contact] : contact)
    res.writeHead(isCreate ? 201 : 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
    })
    res.end(body)
  })
})

const STORED = { name: 'Ada Moss', email: 'ada@bench.example', phone: '+441632960001', unique_external_id: 'u-1' }

server.listen(0, '127.0.0.1', () => serve(server.address()))
