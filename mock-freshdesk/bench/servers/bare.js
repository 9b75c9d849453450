const { createServer } = require('node:http')
const contact = require('./contact')
const serve = require('./serve')

/** node:http and nothing else: parses the same body, answers the same JSON, and forgets it. */
const server = createServer((req, res) => {
  const chunks = []
  req.on('data', chunk => chunks.push(chunk))
  req.on('end', () => {
    const isCreate = req.method === 'POST'
    const one = contact(isCreate ? JSON.parse(Buffer.concat(chunks).toString()) : STORED)
    const body = JSON.stringify(req.url?.includes('?') ? [one] : one)
    res.writeHead(isCreate ? 201 : 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
    })
    res.end(body)
  })
})

const STORED = {
  name: 'Ada Moss 1',
  email: 'ada.moss.1@bench.example',
  phone: '+441632960001',
  unique_external_id: 'u-1',
  job_title: 'Head of Growth',
  tags: ['marketing-consent'],
  custom_fields: { signup_method: 'email' },
}

server.listen(0, '127.0.0.1', () => serve(server.address().port))
