import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MockContext } from '../context'
import { written } from '../persistence/written'
import { answer, sendError, sendJson } from './answer'
import { refusal } from './guard'
import { accountOf, type Call, matchRoute, parseJson, type Route } from './route'
import { routes } from './routes'

const PREFIX = '/__admin'

/** Everything under /__admin. */
export function createAdmin(mock: MockContext) {
  const listensOn = mock.options.host ?? '127.0.0.1'

  return (req: IncomingMessage, res: ServerResponse, text: string): void => {
    const refused = refusal(req, listensOn)
    const url = parseUrl(req.url)
    if (refused) sendJson(res, 403, { error: refused })
    else if (!url) sendJson(res, 400, { error: 'The URL cannot be read.' })
    else if (url.pathname === PREFIX) res.writeHead(308, { Location: `${PREFIX}/` }).end()
    else dispatch(mock, req, res, url, text)
  }
}

function dispatch(mock: MockContext, req: IncomingMessage, res: ServerResponse, url: URL, text: string): void {
  const path = url.pathname.slice(PREFIX.length)
  const fitting = routes.filter(route => matchRoute(route, path))
  const method = req.method === 'HEAD' ? 'GET' : req.method
  const route = fitting.find(route => route.method === method)
  if (!route) {
    sendUnknown(res, `${req.method} ${url.pathname.slice(0, 200)}`, [...new Set(fitting.map(({ method }) => method))])
    return
  }
  const named = { params: matchRoute(route, path) ?? {}, query: Object.fromEntries(url.searchParams) }
  const call = takeApart(mock, res, named, text)
  if (route.answer) answer(res, () => answerOf(route, call))
  else {
    try {
      route.take?.(call, req, res)
    } catch (error) {
      sendError(res, error)
    }
  }
}

async function answerOf(route: Route, call: Call): Promise<unknown> {
  const given = await route.answer?.(call)
  // What is answered is kept, whatever becomes of the process.
  if (route.method !== 'GET') await written(call.mock)
  return given
}

function takeApart(mock: MockContext, res: ServerResponse, named: Pick<Call, 'params' | 'query'>, text: string): Call {
  return {
    mock,
    ...named,
    sent: text.trim() !== '',
    body: () => parseJson(text),
    onGone: listener => void res.once('close', listener),
    account: () => accountOf(mock, named.query.account),
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
