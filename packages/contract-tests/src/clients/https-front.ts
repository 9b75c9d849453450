import { once } from 'node:events'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { generate } from 'selfsigned'

/**
 * An https server on localhost that hands everything on to `target`, with a certificate made this
 * minute.
 */
export async function openHttpsFront(target: string) {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  const { hostname, port } = new URL(target)
  const server = createServer({ key, cert }, (req, res) => {
    const { method, url: path, headers } = req
    const onward = request({ hostname, port, method, path, headers }, response => {
      res.writeHead(response.statusCode ?? 502, response.rawHeaders)
      pipeline(response, res).catch(() => res.destroy())
    })
    pipeline(req, onward).catch(() => res.destroy())
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    certificate: cert,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
