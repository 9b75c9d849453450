import { describeEntry, summarizeEntry } from '../journal/entry'
import { listRequests } from '../journal/list'
import { findRequests, nearestRequest, waitForRequests } from '../journal/lookup'
import { patternShape, readPattern } from '../journal/pattern'
import { inQuery } from '../validation/in-query'
import { integer, object, text } from '../validation/readers'
import { NotFound, Reply, type Route } from './route'

export const readFilter = object({
  limit: inQuery(integer(0, 10_000)),
  offset: inQuery(integer(0, 1_000_000_000)),
  after: inQuery(integer(0, Number.MAX_SAFE_INTEGER)),
  method: patternShape.method,
  path: patternShape.path,
  status: inQuery(patternShape.status),
  account: patternShape.account,
  contains: text(),
})

export const readWait = object({ ...patternShape, count: integer(1, 10_000), timeoutMs: integer(0, 60_000) })

export const requestRoutes: Route[] = [
  {
    method: 'GET',
    path: '/requests',
    summary: 'The requests that came in, newest first',
    answer({ mock: { journal }, query: { summary, ...query } }) {
      const { page, total } = listRequests(journal, readFilter(query, ''))
      const requests = page.map(summary === 'true' ? summarizeEntry : describeEntry)
      return { requests, meta: { total, lastSeq: journal.lastSeq } }
    },
  },
  {
    method: 'DELETE',
    path: '/requests',
    summary: 'Forget all requests',
    answer: ({ mock }) => mock.journal.clear(),
  },
  {
    method: 'POST',
    path: '/requests/count',
    summary: 'How many requests fit a pattern',
    answer: ({ mock, body }) => ({ count: findRequests(mock.journal, readPattern(body(), '')).length }),
  },
  {
    method: 'POST',
    path: '/requests/find',
    summary: 'The requests that fit a pattern, newest first',
    answer: ({ mock, body }) => ({ requests: findRequests(mock.journal, readPattern(body(), '')).map(describeEntry) }),
  },
  {
    method: 'POST',
    path: '/requests/nearest',
    summary: 'The request that comes nearest to a pattern, and what keeps it from fitting',
    answer: ({ mock, body }) => nearestRequest(mock.journal, readPattern(body(), '')),
  },
  {
    method: 'POST',
    path: '/requests/wait',
    summary: 'Answers when requests that fit a pattern have come in, or 408 when time is up',
    async answer({ mock, body, onGone }) {
      const { count = 1, timeoutMs = 5_000, ...pattern } = readWait(body(), '')
      const waited = await waitForRequests(mock.journal, pattern, { count, timeoutMs, onGone })
      if ('requests' in waited) return waited
      const { arrived, ...nearest } = waited
      return new Reply(408, { error: `${arrived} of ${count} came in within ${timeoutMs} ms.`, ...nearest })
    },
  },
  {
    method: 'GET',
    path: '/requests/:id',
    summary: 'One request with its answer',
    answer({ mock, params: { id = '' } }) {
      const recorded = /^\d{1,15}$/.test(id) ? mock.journal.get(Number(id)) : undefined
      if (recorded) return describeEntry(recorded)
      throw new NotFound(`The journal holds no request ${JSON.stringify(id)}; it keeps the newest only.`)
    },
  },
]
