import { findAccounts, getAccount } from '../accounts'
import { notFound } from '../api-error'
import { defineRoute } from '../route'
import { getEventDetail } from './detail'
import { eventDetail, eventPage, eventQuery, liveChanges, testEventBody, testEventResult } from './schemas'
import { findEventRow, searchEvents } from './search'
import { toSummaries } from './summary'
import { takeTestEvent } from './test-event'

export const eventRoutes = [
  defineRoute({
    method: 'GET',
    path: '/events',
    summary: 'The events that match every filter, the newest first.',
    query: eventQuery,
    response: eventPage,
    async handler({ query }, { pool, box }) {
      const [{ rows, ...page }, accounts] = await Promise.all([searchEvents(pool, query), findAccounts(pool, box)])
      return { events: toSummaries(rows, accounts), ...page }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/events/{integration}/{seq}',
    summary: 'One event with its body, its consent and every attempt.',
    response: eventDetail,
    async handler({ params: { integration = '', seq = '' } }, { pool, box }) {
      const account = await getAccount(pool, box, integration)
      const row = /^\d{1,15}$/.test(seq) ? await findEventRow(pool, account.id, Number(seq)) : null
      if (!row) throw notFound('There is no such event, or its day was dropped.')
      return getEventDetail(pool, row, account)
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/live',
    summary: 'The new and changed events, as server-sent events of the type "changes", at most two a second.',
    response: liveChanges,
    isStream: true,
    async handler({ reply }, { live }) {
      live.add(reply)
      return undefined as never
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/test-events',
    summary: 'Takes one event as intake does, without a write key.',
    body: testEventBody,
    response: testEventResult,
    status: 202,
    handler: ({ body: { source, event }, request }, { pool, collector }) =>
      takeTestEvent(event, source, request.ip, { pool, collector }),
  }),
]
