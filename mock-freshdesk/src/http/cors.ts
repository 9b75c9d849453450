import type { MockRequest, MockResponse } from './types'

/**
 * CORS under /api/v2: pages of every origin may call the API with a key. That Freshdesk supports
 * CORS is documented, the headers are not. docs/mock-assumptions.md lists them.
 */
const ALLOW_ORIGIN = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': '*' }

const DEFAULT_HEADERS = 'authorization, content-type'
const MAX_AGE_SECONDS = 600

const isApiPath = (path: string) => /^\/?\/api\/v2(?:\/|$)/.test(path)

/** Whether a browser asks for the permission to send a request to the API. */
export const isPreflight = ({ method, path, headers }: MockRequest) =>
  method === 'OPTIONS' &&
  headers.origin !== undefined &&
  headers['access-control-request-method'] !== undefined &&
  isApiPath(path)

/** The response to a preflight. It counts against no rate limit and needs no key. */
export const toPreflightResponse = ({ headers }: MockRequest): MockResponse => ({
  status: 204,
  headers: {
    ...ALLOW_ORIGIN,
    'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'Access-Control-Allow-Headers': String(headers['access-control-request-headers'] ?? DEFAULT_HEADERS),
    'Access-Control-Max-Age': String(MAX_AGE_SECONDS),
  },
  body: '',
})

/** The response with the headers that let a page of a different origin read it. */
export function allowOrigin(request: MockRequest, response: MockResponse): MockResponse {
  if (request.headers.origin === undefined || !isApiPath(request.path)) return response
  const { status, headers, body } = response
  return { status, headers: { ...headers, ...ALLOW_ORIGIN }, body }
}
