import { STATUS_CODES } from 'node:http'
import type { Account } from '../account'
import type { MockAnswer } from '../exchange'
import {
  FORBIDDEN,
  INTERNAL_ERROR,
  INVALID_JSON,
  methodNotAllowed,
  type Reply,
  TOO_MANY,
  UNAUTHORIZED,
  validationFailed,
  wrongContentType,
} from './reply'

/** Puts on a reply the headers that Freshdesk's answers carry. `contactsRead` chooses the rate limit they report. */
export function complete(reply: Reply, account: Account, contactsRead: boolean): MockAnswer {
  const { status, body } = reply
  const { clock, rateLimit } = account
  const requestId = account.requestIds.next()
  const headers: Record<string, string> = {
    Date: clock.httpDate(),
    Status: statusLine(status),
    Pragma: 'no-cache',
    'Cache-Control': 'no-cache, no-store, max-age=0, must-revalidate',
    Expires: 'Wed, 13 Oct 2010 00:00:00 UTC',
    'X-Request-Id': requestId,
    'X-Freshdesk-Api-Version': 'latest=v2; requested=v2',
    'X-Xss-Protection': '1; mode=block',
    'X-Content-Type-Options': 'nosniff',
    'X-Trace-Id': account.requestIds.trace(requestId),
    'X-Envoy-Upstream-Service-Time': '1',
    'Set-Cookie': '_x_w=43_1; path=/; HttpOnly; secure',
    Server: 'fwe',
  }
  if (rateLimit.enforced) {
    headers['X-Fw-Ratelimiting-Managed'] = 'true'
    headers['X-Ratelimit-Total'] = String(rateLimit.total(contactsRead))
    headers['X-Ratelimit-Remaining'] = String(rateLimit.remaining(contactsRead))
    headers['X-Ratelimit-Used-Currentrequest'] = '1'
  }
  // A 204 says nothing of a body. An empty 404 does, and calls it no JSON: clients would parse it, and fail to see a 404.
  if (status !== 204) {
    headers['Content-Type'] = body === '' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8'
    headers['Content-Length'] = String(Buffer.byteLength(body))
  }
  if (reply.headers) Object.assign(headers, reply.headers)
  return { status, headers, body }
}

const statusLine = (status: number) => `${status} ${STATUS_CODES[status] ?? ''}`

/** The answer a fault asks for by its status: Freshdesk's own words for it, unless the fault has others. */
export function errorAnswer(status: number, body: string | undefined, account: Account | undefined): MockAnswer {
  const usual = usualReply(status)
  const reply = body === undefined ? usual : { ...usual, body }
  return account ? complete(reply, account, false) : { status, headers: { 'Content-Length': '0' }, body: '' }
}

function usualReply(status: number): Reply {
  switch (status) {
    case 400:
      return INVALID_JSON
    case 401:
      return UNAUTHORIZED
    case 403:
      return FORBIDDEN
    case 405:
      return methodNotAllowed('PUT', ['GET'])
    case 409:
      return validationFailed([{ field: 'email', message: 'It should be a unique value', code: 'duplicate_value' }])
    case 415:
      return wrongContentType('text/plain')
    case 429:
      return { ...TOO_MANY, headers: { 'Retry-After': '1' } }
    case 500:
      return INTERNAL_ERROR
    case 502:
    case 503:
    case 504:
      return gatewayError(status)
    default:
      return { status, body: '' }
  }
}

/** What stands in front of Freshdesk answers in HTML. */
function gatewayError(status: number): Reply {
  const title = statusLine(status)
  const body = `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n</body>\n</html>\n`
  return { status, body, headers: { 'Content-Type': 'text/html' } }
}
