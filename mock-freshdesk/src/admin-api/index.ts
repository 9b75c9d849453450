import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MockInternals } from '../server'

/** Everything under /__admin. */
export function createAdmin(_mock: MockInternals) {
  return (_req: IncomingMessage, res: ServerResponse, _body: string): void => {
    res.writeHead(501).end()
  }
}
