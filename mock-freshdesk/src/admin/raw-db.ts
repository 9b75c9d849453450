import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import * as v from 'valibot'
import { InvalidInput } from '../validation/invalid-input'
import { nextId, putRow, removeRow, toRows } from './raw-rows'
import type { Call, Route, Routes } from './route'
import { Row } from './schemas'
import { sendError } from './send'

/**
 * json-server's own router over the rows as they are stored. A tester can see and put in any row,
 * also one that Freshdesk would refuse. The first request loads json-server. It works on copies;
 * the changed row is put back.
 */
const toRoute = (responses: Route['responses'], body?: typeof Row): Route => ({
  summary: 'The rows as they are stored, by json-server: /db, /contacts, /contacts/:id, /companies, ...',
  account: 'default',
  ...(body && { body }),
  responses,
  serve,
})

export const rawDbRoutes: Routes = {
  'GET /__admin/db/*': toRoute({ 200: v.union([v.array(Row), Row]) }),
  'POST /__admin/db/*': toRoute({ 201: Row }, Row),
  'PUT /__admin/db/*': toRoute({ 200: Row }, Row),
  'PATCH /__admin/db/*': toRoute({ 200: Row }, Row),
  'DELETE /__admin/db/*': toRoute({ 200: Row }),
}

function serve(call: Call, req: IncomingMessage, res: ServerResponse): void {
  const { create, router } = require('json-server') as typeof import('json-server')
  const account = call.account()
  const state = toRows(account)
  const writes = req.method !== 'GET' && req.method !== 'HEAD'
  const body = writes && req.method !== 'DELETE' ? parseObject(call) : {}
  if (req.method === 'POST' && !('id' in body)) {
    // json-server would count on from a collection's own highest id, which may be that of an agent
    // or of a deleted row.
    const id = nextId(account, call.params.rest ?? '')
    if (id !== undefined) Object.assign(body, { id })
  }
  // The body was read before. This flag makes json-server's parser skip it.
  Object.assign(req, { body, _body: true })

  const rows = router(state)
  // Its error handler would print and send stack traces.
  rows.stack.pop()
  const render = (req: Request, res: Response) => {
    if (res.statusCode === 404) {
      const names = ['db', ...Object.keys(state)].join(', ')
      res.json({ error: `There is no such row. /__admin/db holds: ${names}.` })
      return
    }
    if (!writes) {
      res.json(res.locals.data)
      return
    }
    const [, name = '', id] = req.path.split('/')
    if (req.method === 'DELETE') removeRow(account, name, Number(id))
    else putRow(account, name, res.locals.data)
    Promise.resolve(call.mock.database?.flushed()).then(
      () => res.json(res.locals.data),
      error => sendError(res, error),
    )
  }
  Object.assign(rows, { render })
  const app = create().disable('x-powered-by')
  app.use(tameQuery, (_req, res, next) => {
    res.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' })
    next()
  })
  app.use('/__admin/db', rows, sendAsSentence)
  app(req, res)
}

/**
 * What json-server would make of these is a script for other sites, a wait, or a pattern that never
 * ends.
 */
const tameQuery: RequestHandler = ({ query }, _res, next) => {
  for (const name of ['callback', '_delay', 'account']) delete query[name]
  for (const [name, value] of Object.entries(query)) {
    if (!name.endsWith('_like')) continue
    query[name] = [value].flat().map(text => String(text).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  }
  next()
}

/** What goes wrong here is what was sent: the rows themselves are in order. */
const sendAsSentence: ErrorRequestHandler = (error: Error, _req, res, _next) => {
  const known = error instanceof InvalidInput
  sendError(res, known ? error : new InvalidInput(`json-server cannot do this: ${error.message}`))
}

function parseObject(call: Call): object {
  const body = call.body()
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw new InvalidInput('The body must be a JSON object.')
}
