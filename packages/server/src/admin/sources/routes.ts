import { ApiError } from '../api-error'
import { defineRoute } from '../route'
import { createdSource, newSource, rotatedKey, source, sourceChange, sourceList } from './schemas'

const notYet = async (): Promise<never> => {
  throw new ApiError(501, 'NOT_IMPLEMENTED', 'This route is being built.')
}

const COLUMNS = 'name, origins, enabled, secret is not null as signs_requests, managed_by'

export const sourceRoutes = [
  defineRoute({
    method: 'GET',
    path: '/sources',
    summary: 'The sources.',
    response: sourceList,
    handler: async (_input, { pool }) => ({
      sources: (await pool.query(`select ${COLUMNS} from source order by name`)).rows,
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/sources',
    summary: 'Adds a source. The answer holds its write key, once.',
    body: newSource,
    response: createdSource,
    status: 201,
    handler: notYet,
  }),
  defineRoute({
    method: 'PATCH',
    path: '/sources/{name}',
    summary: 'Changes a source.',
    body: sourceChange,
    response: source,
    handler: notYet,
  }),
  defineRoute({
    method: 'POST',
    path: '/sources/{name}/rotate-key',
    summary: 'Gives a source a new write key. The old one stops working within seconds.',
    response: rotatedKey,
    handler: notYet,
  }),
]
