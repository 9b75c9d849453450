import type { ServerResponse } from 'node:http'
import { InvalidInput } from '../validation/invalid-input'
import { JsonResponse, JsonText, NotFound } from './route'

/**
 * Sends what `run` returns: JSON with status 200, a JsonResponse with its own, 204 for undefined,
 * an error's sentence.
 */
export async function sendResult(res: ServerResponse, run: () => unknown): Promise<void> {
  try {
    const result = await run()
    if (result instanceof JsonResponse) sendJson(res, result.status, result.json)
    else sendJson(res, result === undefined ? 204 : 200, result)
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
  const text = json instanceof JsonText ? json.text : JSON.stringify(json, null, indentFor(res))
  const body = json === undefined ? '' : `${text}\n`
  res.writeHead(status, {
    ...(body && { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) }),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  res.end(body)
}

/** A person who uses curl reads the JSON as it comes. */
function indentFor({ req }: ServerResponse): number {
  return req.headers['user-agent']?.startsWith('curl/') ? 2 : 0
}
