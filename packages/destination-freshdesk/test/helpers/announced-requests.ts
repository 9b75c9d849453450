import nock from 'nock'
import { lastOmitted } from './deliver'

// nock replaces the network as soon as it is imported, and test files share processes.
afterAll(() => nock.restore())

/** One request that a test announces, or that left without being announced. */
interface Request {
  request: string
  body?: unknown
}

let announced: Request[] = []

/**
 * Announces requests to Freshdesk, as nock does: `acme().post('/api/v2/contacts', body).reply(201,
 * contact)`.
 */
export function acme() {
  const scope = nock('https://acme.freshdesk.com').matchHeader('authorization', `Basic ${btoa('key-of-an-agent:X')}`)
  const intercept = scope.intercept.bind(scope)
  scope.intercept = (path, method, body, options) => {
    announced.push({ request: `${method.toUpperCase()} ${path}`, ...(body !== undefined && { body }) })
    return intercept(path, method, body, options)
  }
  return scope
}

/**
 * Fails each test of the file that leaves an announced request unmade, or makes another one. The
 * failure shows the two bodies beside each other, and the values that the last event lost on its
 * way. Call it once in a test file.
 */
export function announcedRequestsOnly() {
  const unannounced: Request[] = []
  const note = (request: { method?: string; path?: string }, _options?: unknown, body = '') =>
    unannounced.push({ request: `${request.method} ${request.path}`, ...(body && { body: parseJson(body) }) })
  beforeAll(() => {
    nock.disableNetConnect()
    nock.emitter.on('no match', note)
  })
  afterEach(() => {
    const unmade = findUnmade(nock.pendingMocks())
    nock.cleanAll()
    announced = []
    const left = unannounced.splice(0)
    if (left.length + unmade.length > 0)
      expect({ requests: left, omitted: lastOmitted() }).toEqual({ requests: unmade })
  })
  afterAll(() => {
    nock.emitter.off('no match', note)
    nock.enableNetConnect()
  })
}

/**
 * The announced requests that nock still waits for. nock names each as `POST
 * https://acme.freshdesk.com:443/api/v2/contacts`.
 */
function findUnmade(pending: string[]): Request[] {
  const waiting = pending.map(text => text.replace('https://acme.freshdesk.com:443', ''))
  return announced
    .toReversed()
    .filter(({ request }) => {
      const index = waiting.indexOf(request)
      if (index >= 0) waiting.splice(index, 1)
      return index >= 0
    })
    .toReversed()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
