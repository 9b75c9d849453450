import {
  answer,
  between,
  body,
  exactly,
  inPath,
  inQuery,
  integer,
  listOf,
  type Operation,
  type PathItem,
  ref,
  type Schema,
  string,
} from './parts'

const account = inQuery('account', string, 'The label of an account; the default one when absent.')

const refused = { 400: answer('Out of range; a sentence says what.', ref('Error')) }
const notFound = { 404: answer('There is none.', ref('Error')) }
const done = { 204: answer('Done.') }
const page = { 'text/html': { schema: string } }

interface Told {
  parameters?: object[]
  sent?: Schema
  bodyOptional?: boolean
  responses: Operation['responses']
}

/** Summaries are those of the routes themselves. */
type Untitled = Omit<Operation, 'summary'>

const operation = ({ parameters, sent, bodyOptional, responses }: Told): Untitled => ({
  tags: ['admin'],
  ...(parameters && { parameters }),
  ...(sent && { requestBody: body(sent, !bodyOptional) }),
  responses: { ...responses, ...refused, 403: answer('A web page of another site asked.', ref('Error')) },
})

const ok = (schema: Schema) => ({ 200: answer('As asked.', schema) })

const rows = { anyOf: [listOf({ type: 'object' }), { type: 'object' }] }
const row = { type: 'object' }
const rest = inPath('rest', string)

const adminPaths: Record<string, Record<string, Untitled>> = {
  '/__admin/': { get: operation({ responses: { 200: { description: 'The page.', content: page } } }) },
  '/__admin/static/{file}': {
    get: operation({
      parameters: [inPath('file', string)],
      responses: { 200: { description: 'The file.', content: { '*/*': { schema: string } } }, ...notFound },
    }),
  },
  '/__admin/help': { get: operation({ responses: ok(ref('Help')) }) },
  '/__admin/openapi.json': { get: operation({ responses: ok({ type: 'object', required: ['openapi', 'paths'] }) }) },
  '/__admin/health': { get: operation({ responses: ok(ref('Health')) }) },
  '/__admin/requests': {
    get: operation({
      parameters: [
        inQuery('limit', between(0, 10_000), '100 when absent.'),
        inQuery('offset', integer),
        inQuery('after', integer, 'Only requests with a greater seq.'),
        inQuery('method', string),
        inQuery('path', string),
        inQuery('status', between(100, 599)),
        inQuery('account', string),
        inQuery('contains', string, 'A text in the URL or a body.'),
        inQuery('summary', { enum: ['true', 'false'] }, 'Without headers and bodies.'),
      ],
      responses: ok(ref('EntryPage')),
    }),
    delete: operation({ responses: done }),
  },
  '/__admin/requests/stream': {
    get: operation({
      responses: {
        200: {
          description: 'Events "request" with one summary, or "requests" with a list of them.',
          content: { 'text/event-stream': { schema: string } },
        },
      },
    }),
  },
  '/__admin/requests/count': {
    post: operation({ sent: ref('RequestPattern'), bodyOptional: true, responses: ok(exactly({ count: integer })) }),
  },
  '/__admin/requests/find': {
    post: operation({ sent: ref('RequestPattern'), bodyOptional: true, responses: ok(ref('Entries')) }),
  },
  '/__admin/requests/nearest': {
    post: operation({ sent: ref('RequestPattern'), bodyOptional: true, responses: ok(ref('Nearest')) }),
  },
  '/__admin/requests/wait': {
    post: operation({
      sent: ref('RequestsToWaitFor'),
      bodyOptional: true,
      responses: { ...ok(ref('Entries')), 408: answer('They did not come in time.', ref('DidNotCome')) },
    }),
  },
  '/__admin/requests/{id}': {
    get: operation({ parameters: [inPath('id', string)], responses: { ...ok(ref('Entry')), ...notFound } }),
  },
  '/__admin/faults': {
    get: operation({ responses: ok(exactly({ faults: listOf(ref('Fault')) })) }),
    post: operation({ sent: ref('FaultDefinition'), responses: { 201: answer('It stands.', ref('Fault')) } }),
    delete: operation({ responses: done }),
  },
  '/__admin/faults/{id}': {
    delete: operation({ parameters: [inPath('id', string)], responses: { ...done, ...notFound } }),
  },
  '/__admin/clock': {
    get: operation({ responses: ok(ref('Clock')) }),
    post: operation({ sent: ref('ClockChange'), responses: ok(ref('Clock')) }),
  },
  '/__admin/rate-limit': {
    get: operation({ parameters: [account], responses: { ...ok(ref('RateLimit')), ...notFound } }),
    post: operation({
      parameters: [account],
      sent: ref('RateLimitChange'),
      responses: { ...ok(ref('RateLimit')), ...notFound },
    }),
  },
  '/__admin/settings': {
    get: operation({ parameters: [account], responses: { ...ok(ref('Settings')), ...notFound } }),
    patch: operation({
      parameters: [account],
      sent: ref('SettingsChange'),
      responses: { ...ok(ref('Settings')), ...notFound },
    }),
  },
  '/__admin/contacts': {
    get: operation({
      parameters: [
        account,
        inQuery('q', string, 'In a name, an address, a phone number, an external id or an id.'),
        inQuery('state', { enum: ['', 'verified', 'unverified', 'blocked', 'deleted'] }),
        inQuery('offset', integer),
        inQuery('limit', between(0, 1_000), '100 when absent.'),
      ],
      responses: { ...ok(ref('ContactPage')), ...notFound },
    }),
  },
  '/__admin/contacts/{id}': {
    get: operation({
      parameters: [inPath('id', string), account],
      responses: { ...ok(ref('Contact')), ...notFound },
    }),
  },
  '/__admin/reset': { post: operation({ responses: done }) },
  '/__admin/snapshot': {
    get: operation({
      parameters: [inQuery('account', string, 'The label of an account; all of them when absent.')],
      responses: { ...ok(ref('Seed')), ...notFound },
    }),
  },
  '/__admin/seed': {
    put: operation({
      parameters: [inQuery('account', string, 'The label of an account; all of them when absent.')],
      sent: ref('Seed'),
      responses: { ...ok(ref('Loaded')), ...notFound },
    }),
  },
  '/__admin/scene': {
    get: operation({ responses: ok(ref('Scene')) }),
    post: operation({ sent: ref('Scene'), responses: { ...ok(ref('Replayed')), ...notFound } }),
  },
  '/__admin/db/{rest}': {
    get: operation({ parameters: [rest, account], responses: { ...ok(rows), ...notFound } }),
    post: operation({
      parameters: [rest, account],
      sent: row,
      responses: { 201: answer('Put in.', row), ...notFound },
    }),
    put: operation({ parameters: [rest, account], sent: row, responses: { ...ok(row), ...notFound } }),
    patch: operation({ parameters: [rest, account], sent: row, responses: { ...ok(row), ...notFound } }),
    delete: operation({ parameters: [rest, account], responses: { ...ok(row), ...notFound } }),
  },
}

/** The operations with the summaries that the routes give of themselves. */
export function adminPathItems(routes: readonly { method: string; path: string; summary: string }[]) {
  const summaries = new Map(routes.map(({ method, path, summary }) => [`${method} ${templateOf(path)}`, summary]))
  return Object.fromEntries(
    Object.entries(adminPaths).map(([path, operations]): [string, PathItem] => [
      path,
      Object.fromEntries(
        Object.entries(operations).map(([method, told]) => {
          const summary = summaries.get(`${method.toUpperCase()} ${path}`) ?? ''
          return [method, { summary, ...told }]
        }),
      ),
    ]),
  )
}

/** `/faults/:id` as OpenAPI writes it. */
export function templateOf(path: string): string {
  return `/__admin${path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{rest}')}`
}
