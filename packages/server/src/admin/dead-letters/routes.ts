import { defineRoute } from '../route'
import { findDeadLetterGroups } from './groups'
import { replay } from './replay'
import { deadLetterGroups, replayBody, replayResult } from './schemas'

export const deadLetterRoutes = [
  defineRoute({
    method: 'GET',
    path: '/dead-letters',
    summary: 'The dead letters without a replay, grouped by integration and reason.',
    response: deadLetterGroups,
    handler: async (_input, { pool, box }) => ({ groups: await findDeadLetterGroups(pool, box) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/replay',
    summary: 'Delivers events again, at the end of their stream: those of a list, of a reason, or all dead letters.',
    body: replayBody,
    response: replayResult,
    handler: ({ body }, { pool, box }) => replay(pool, box, body),
  }),
]
