import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MockContext } from '../context'
import { InvalidInput } from '../validation/invalid-input'
import { refusal } from './guard'
import { type Call, getAccount, type Route } from './route'
import { findRoutes } from './routes'
import { sendError, sendJson, sendResult } from './send'

const PREFIX = '/__admin'

/** Serves everything under /__admin. */
export function createAdmin(mock: MockContext) {
  // A mock that listens on a name has that name.
  const { host = '', allowHosts = [] } = mock.options
  const allowed = [host, ...allowHosts].filter(name => name !== '')

  return (req: IncomingMessage, res: ServerResponse, text: string): void => {
    const refused = refusal(req, allowed)
    const url = parseUrl(req.url)
    if (refused) sendJson(res, 403, { error: refused })
    else if (!url) sendJson(res, 400, { error: 'The URL cannot be read.' })
    else if (url.pathname === PREFIX) res.writeHead(308, { Location: `${PREFIX}/` }).end()
    else dispatch(mock, req, res, url, text)
  }
}

function dispatch(mock: MockContext, req: IncomingMessage, res: ServerResponse, url: URL, text: string): void {
  const found = findRoutes(url.pathname)
  const method = req.method === 'HEAD' ? 'GET' : (req.method ?? 'GET')
  const route = found?.routes.get(method)
  if (!found || !route) {
    sendUnknown(res, `${req.method} ${url.pathname.slice(0, 200)}`, [...(found?.routes.keys() ?? [])])
    return
  }
  const params = Object.fromEntries(Object.entries(found.params).map(([name, part]) => [name, decode(part)]))
  const call = toCall(mock, res, { params, query: Object.fromEntries(url.searchParams) }, text)
  if (route.handle) sendResult(res, () => handle(route, method, call))
  else {
    try {
      route.serve?.(call, req, res)
    } catch (error) {
      sendError(res, error)
    }
  }
}

async function handle(route: Route, method: string, call: Call): Promise<unknown> {
  const result = await route.handle?.(call)
  // The response to a write waits until the database file has it.
  if (method !== 'GET') await call.mock.database?.flushed()
  return result
}

function toCall(
  mock: MockContext,
  res: ServerResponse,
  { params, query }: Pick<Call, 'params' | 'query'>,
  text: string,
): Call {
  return {
    mock,
    params,
    query,
    hasBody: text.trim() !== '',
    body: () => parseJson(text),
    address: { host: res.socket?.localAddress ?? '127.0.0.1', port: res.socket?.localPort ?? 0 },
    onClose: listener => void res.once('close', listener),
    account: () => getAccount(mock, query.account),
  }
}

function sendUnknown(res: ServerResponse, what: string, allowed: string[]): void {
  if (allowed.length === 0) {
    sendJson(res, 404, { error: `There is no ${what}. GET ${PREFIX}/help lists what there is.` })
    return
  }
  res.setHeader('Allow', allowed.join(', '))
  sendJson(res, 405, { error: `There is no ${what}, only ${allowed.join(', ')}.` })
}

function parseUrl(url = '/'): URL | undefined {
  try {
    return new URL(url, 'http://mock')
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidInput(`The body is not JSON: ${(error as Error).message.slice(0, 200)}.`)
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
