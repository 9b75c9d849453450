import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Account } from '../account'
import { InvalidInput } from '../input/invalid-input'
import type { Row } from '../store/collection'
import { type AccountSeed, readSeed } from '../store/seed'
import { sendError } from './answer'
import type { Call, Route } from './route'
import { written } from './written'

/**
 * json-server's own router over the rows as they are stored: anything can be looked at and put in, also what Freshdesk
 * itself would refuse. Loaded by the first request that needs it; rows are copied, checked, and put back.
 */
export const rawDbRoutes: Route[] = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map(method => ({
  method,
  path: '/db/*',
  summary: 'The rows as they are stored, by json-server: /db, /contacts, /contacts/:id, /companies, ...',
  take: serve,
}))

/** json-server would count on from a collection's own highest id, which may be that of an agent or of a deleted row. */
const NUMBERINGS = new Map<string, 'user' | 'company' | 'field'>([
  ['agents', 'user'],
  ['contacts', 'user'],
  ['companies', 'company'],
  ['contact_fields', 'field'],
  ['company_fields', 'field'],
])

function serve(call: Call, req: IncomingMessage, res: ServerResponse): void {
  const { create, router } = require('json-server') as typeof import('json-server')
  const account = call.account()
  const state = rowsOf(account)
  const writes = req.method !== 'GET' && req.method !== 'HEAD'
  const body = writes && req.method !== 'DELETE' ? objectIn(call) : {}
  const numbering = NUMBERINGS.get(call.params.rest ?? '')
  if (req.method === 'POST' && numbering && !('id' in body))
    Object.assign(body, { id: account.store.nextId(numbering) })
  // The body was read before; this tells json-server's own parser so.
  Object.assign(req, { body, _body: true })

  const rows = router(state)
  // Its error handler would print and send stack traces.
  rows.stack.pop()
  const render = (_req: Request, res: Response) => {
    if (res.statusCode === 404) {
      const names = ['db', ...Object.keys(state)].join(', ')
      res.json({ error: `There is no such row. /__admin/db holds: ${names}.` })
      return
    }
    if (!writes) {
      res.json(res.locals.data)
      return
    }
    putBack(account, state)
    written(call.mock).then(
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

/** What json-server would make of these is a script for other sites, a wait, or a pattern that never ends. */
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

/** Copies, without the keys of the agents. */
function rowsOf(account: Account): Required<AccountSeed> {
  const { agents, ...rest } = account.snapshot()
  return { agents: agents.map(({ api_key: _, ...agent }) => agent), ...rest }
}

/** Puts what json-server made of the rows into the store. Throws InvalidInput, and changes nothing, when it cannot be. */
function putBack({ store, clock }: Account, state: Required<AccountSeed>): void {
  const keyOf = (id: number | undefined) => (id === undefined ? undefined : store.agents.get(id)?.api_key)
  const agents = state.agents.map(agent => ({ ...agent, api_key: agent.api_key ?? keyOf(agent.id) ?? null }))
  const rows = readSeed({ ...state, agents }, {}, clock.timestamp())
  replace(store.agents, rows.agents)
  replace(store.contactFields, rows.contactFields)
  replace(store.companyFields, rows.companyFields)
  replace(store.companies, rows.companies)
  replace(store.contacts, rows.contacts)
  for (const { id } of [...rows.agents, ...rows.contacts]) store.reserve('user', id)
  for (const { id } of rows.companies) store.reserve('company', id)
  for (const { id } of [...rows.contactFields, ...rows.companyFields]) store.reserve('field', id)
}

interface Rows<T extends Row> {
  rows: ReadonlyMap<number, T>
  add(row: T): void
  update(row: T, changes: Partial<T>): void
  remove(row: T): void
}

/** Touches only the rows that differ. */
function replace<T extends Row>(collection: Rows<T>, wanted: readonly T[]): void {
  const ids = new Set(wanted.map(({ id }) => id))
  for (const row of [...collection.rows.values()]) if (!ids.has(row.id)) collection.remove(row)
  for (const row of wanted) {
    const present = collection.rows.get(row.id)
    if (!present) collection.add(row)
    else if (!isSame(present, row)) collection.update(present, row)
  }
}

function isSame<T extends Row>(one: T, other: T): boolean {
  return (Object.keys(other) as (keyof T)[]).every(key => JSON.stringify(one[key]) === JSON.stringify(other[key]))
}

function objectIn(call: Call): object {
  const body = call.body()
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw new InvalidInput('the body must be a JSON object.')
}
