import * as v from 'valibot'
import type { MockContext } from '../context'
import type { Recorded } from '../journal'
import { describeEntry } from '../journal/entry'
import { listRequests } from '../journal/list'
import { findRequests, nearestRequest, waitForRequests } from '../journal/lookup'
import { patternShape, requestPattern } from '../journal/pattern-schema'
import { parse } from '../validation/parse'
import { inQuery, integer, object, oneOf, text } from '../validation/schemas'
import { findSubject, summarizeWithSubject } from './request-subject'
import { resend } from './resend'
import { JsonResponse, NO_BODY, NotFound, parseBody, type Routes } from './route'
import { DidNotCome, Entries, EntryPage, EntryWithSubject, Nearest, integer as whole } from './schemas'

const filterShape = {
  limit: inQuery(v.pipe(integer(0, 10_000), v.metadata({ default: 100 }))),
  offset: inQuery(integer(0, 1_000_000_000)),
  after: inQuery(v.pipe(integer(0, Number.MAX_SAFE_INTEGER), v.description('Only requests with a greater seq.'))),
  method: patternShape.method,
  path: patternShape.path,
  status: inQuery(patternShape.status),
  account: patternShape.account,
  contains: v.pipe(text(), v.description('A text in the URL or a body.')),
}

export const requestFilter = object(filterShape)

export const requestsToWaitFor = object({
  ...patternShape,
  count: v.pipe(integer(1, 10_000), v.metadata({ default: 1 })),
  timeoutMs: v.pipe(integer(0, 60_000), v.metadata({ default: 5_000 })),
})

const summary = v.pipe(
  oneOf('true', 'false'),
  v.description('Without headers and bodies, but with the person and the error.'),
)

export const requestRoutes: Routes = {
  'GET /__admin/requests': {
    summary: 'The requests that came in, newest first',
    query: { ...filterShape, summary },
    responses: { 200: EntryPage },
    handle({ mock, query: { summary, ...query } }) {
      const { journal } = mock
      const { page, total } = listRequests(journal, parse(requestFilter, query))
      const requests =
        summary === 'true'
          ? page.map(recorded => summarizeWithSubject(recorded, mock))
          : page.map(recorded => describeEntry(recorded))
      return { requests, meta: { total, lastSeq: journal.lastSeq } }
    },
  },
  'DELETE /__admin/requests': {
    summary: 'Empty the journal of requests',
    responses: { 204: NO_BODY },
    handle: ({ mock }) => mock.journal.setAside(),
  },
  'POST /__admin/requests/restore': {
    summary: 'Bring back the requests that the last emptying took away',
    responses: { 200: v.strictObject({ restored: whole }) },
    handle: ({ mock }) => ({ restored: mock.journal.restore() }),
  },
  'POST /__admin/requests/count': {
    summary: 'How many requests fit a pattern',
    body: requestPattern,
    bodyIsOptional: true,
    responses: { 200: v.strictObject({ count: whole }) },
    handle: call => ({ count: findRequests(call.mock.journal, parseBody(call, requestPattern)).length }),
  },
  'POST /__admin/requests/find': {
    summary: 'The requests that fit a pattern, newest first',
    body: requestPattern,
    bodyIsOptional: true,
    responses: { 200: Entries },
    handle: call => ({
      requests: findRequests(call.mock.journal, parseBody(call, requestPattern)).map(describeEntry),
    }),
  },
  'POST /__admin/requests/nearest': {
    summary: 'The request that comes nearest to a pattern, and what keeps it from fitting',
    body: requestPattern,
    bodyIsOptional: true,
    responses: { 200: Nearest },
    handle: call => nearestRequest(call.mock.journal, parseBody(call, requestPattern)),
  },
  'POST /__admin/requests/wait': {
    summary: 'Answers when requests that fit a pattern have come in, or 408 when time is up',
    body: requestsToWaitFor,
    bodyIsOptional: true,
    responses: { 200: Entries, 408: DidNotCome },
    async handle(call) {
      const { count = 1, timeoutMs = 5_000, ...pattern } = parseBody(call, requestsToWaitFor)
      const { onClose } = call
      const waited = await waitForRequests(call.mock.journal, pattern, { count, timeoutMs, onGone: onClose })
      if ('requests' in waited) return waited
      const { arrived, ...nearest } = waited
      return new JsonResponse(408, { error: `${arrived} of ${count} came in within ${timeoutMs} ms.`, ...nearest })
    },
  },
  'GET /__admin/requests/:id': {
    summary: 'One request with its response',
    responses: { 200: EntryWithSubject },
    handle({ mock, params: { id = '' } }) {
      const recorded = getRecorded(mock, id)
      return { ...describeEntry(recorded), ...findSubject(recorded, mock) }
    },
  },
  'POST /__admin/requests/:id/resend': {
    summary: 'Send a request once more, with its own key and through faults and limits',
    responses: { 200: v.strictObject({ id: v.string() }) },
    handle: ({ mock, params: { id = '' }, address }) => resend(mock, getRecorded(mock, id), address),
  },
}

function getRecorded({ journal }: MockContext, id: string): Recorded {
  const recorded = /^\d{1,15}$/.test(id) ? journal.get(Number(id)) : undefined
  if (recorded) return recorded
  throw new NotFound(`The journal holds no request ${JSON.stringify(id)}; it keeps the newest only.`)
}
