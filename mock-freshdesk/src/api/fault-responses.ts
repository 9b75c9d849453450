import { STATUS_CODES } from 'node:http'
import type { Account } from '../accounts/account'
import { FreshdeskResponse } from '../http/fast-path/freshdesk-response'
import type { MockRequest, MockResponse } from '../http/types'
import {
  FORBIDDEN,
  INTERNAL_ERROR,
  INVALID_JSON,
  methodNotAllowed,
  TOO_MANY,
  UNAUTHORIZED,
  validationFailed,
  wrongContentType,
} from './errors'
import { readsContacts } from './freshdesk-api'
import type { Result } from './result'

const statusLine = (status: number) => `${status} ${STATUS_CODES[status] ?? ''}`

/** The response to a status that a fault asks for. Without a body it has that of Freshdesk. */
export function errorResponse(
  status: number,
  body: string | undefined,
  account: Account | undefined,
  request: MockRequest,
): MockResponse {
  const usual = usualResult(status)
  const result = body === undefined ? usual : { ...usual, body }
  return account ? new FreshdeskResponse(result, account, request, readsContacts(request)) : noAccountResponse(result)
}

/**
 * The response of a subdomain without an account has no header of an account: no version, no limit.
 */
function noAccountResponse({ status, body, headers }: Result): MockResponse {
  const type = body === '' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8'
  const length = String(Buffer.byteLength(body))
  return { status, headers: { 'Content-Type': type, ...headers, 'Content-Length': length }, body }
}

function usualResult(status: number): Result {
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

/** The proxies in front of Freshdesk send HTML. */
function gatewayError(status: number): Result {
  const title = statusLine(status)
  const body = `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n</body>\n</html>\n`
  return { status, body, headers: { 'Content-Type': 'text/html' } }
}
