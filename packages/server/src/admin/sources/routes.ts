import { defineRoute } from '../route'
import { createdSource, newSource, rotatedKey, source, sourceChange, sourceList } from './schemas'
import { changeSource, createSource, findSources, rotateKey } from './sources'

export const sourceRoutes = [
  defineRoute({
    method: 'GET',
    path: '/sources',
    summary: 'The sources.',
    response: sourceList,
    handler: async (_input, { pool }) => ({ sources: await findSources(pool) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/sources',
    summary: 'Adds a source. The answer holds its write key, once.',
    body: newSource,
    response: createdSource,
    status: 201,
    handler: ({ body }, { pool }) => createSource(pool, body),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/sources/{name}',
    summary: 'Changes a source.',
    body: sourceChange,
    response: source,
    handler: ({ params: { name = '' }, body }, { pool }) => changeSource(pool, name, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/sources/{name}/rotate-key',
    summary: 'Gives a source a new write key. The old one stops working within seconds.',
    response: rotatedKey,
    handler: ({ params: { name = '' } }, { pool }) => rotateKey(pool, name),
  }),
]
