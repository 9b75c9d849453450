import type { ServerResponse } from 'node:http'
import { InvalidInput } from '../validation/invalid-input'
import { JsonText, NotFound, Reply } from './route'

/** Sends what `run` gives: JSON with status 200, a Reply with its own, 204 for undefined, an error as a sentence. */
export async function answer(res: ServerResponse, run: () => unknown): Promise<void> {
  try {
    const given = await run()
    if (given instanceof Reply) sendJson(res, given.status, given.json)
    else sendJson(res, given === undefined ? 204 : 200, given)
  } catch (error) {
    sendError(res, error)
  }
}

export function sendError(res: ServerResponse, error: unknown): void {
  if (res.headersSent) res.destroy()
  else if (error instanceof InvalidInput) sendJson(res, 400, { error: error.message })
  else if (error instanceof NotFound) sendJson(res, 404, { error: error.message })
  else sendJson(res, 500, { error: `The mock itself failed: ${(error as Error)?.message ?? error}` })
}

export function sendJson(res: ServerResponse, status: number, json: unknown): void {
  const body =
    json === undefined ? '' : `${json instanceof JsonText ? json.text : JSON.stringify(json, null, indent(res))}\n`
  res.writeHead(status, {
    ...(body && { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) }),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  res.end(body)
}

/** Who looks by curl reads with their own eyes. */
function indent({ req }: ServerResponse): number {
  return req.headers['user-agent']?.startsWith('curl/') ? 2 : 0
}
