import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { bodies, bytesOf, members, number, userId, word } from './values'

/** A request that an attacker or a broken client might send. */
export interface HostileRequest {
  method: string
  path: string
  headers: Record<string, string>
  /** One character a byte. */
  body: string
}

/**
 * Encodes the characters that Node refuses in a URL. A percent sign stays, so that it can start an
 * invalid escape.
 */
const encode = (text: string) =>
  bytesOf(text.slice(0, 2_000)).replace(
    /[^!$%&-.0-;=@-[\]_a-z~]/g,
    char => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )

const PARAMETERS = [
  ...['page', 'per_page', 'email', 'phone', 'mobile', 'unique_external_id', 'company_id', 'state', 'updated_since'],
  ...['_updated_since', 'query', 'term', 'name', 'force', '__proto__', 'constructor', 'toString'],
]
const PARAMETER_VALUES = ['1', '100', 'ada.7@example.com', '2020-01-01T00:00:00Z', 'deleted', 'blocked', 'true', 'ada']

const search = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  {
    weight: 4,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PARAMETERS) }, { weight: 1, arbitrary: word }),
          fc.oneof(
            { weight: 2, arbitrary: fc.constantFrom(...PARAMETER_VALUES) },
            { weight: 1, arbitrary: word },
            { weight: 1, arbitrary: number },
          ),
        ),
        { maxLength: 3 },
      )
      .map(pairs => `?${pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('?', '?&&==', '?%', '?%ff=%ff', '?page[]=1', '?a=1&a=2', '??', '?query="email:null"'),
  },
)

const SEARCHED = ['email', 'tag', 'active', 'signup_method', 'created_at', 'company_id', '__proto__', 'constructor']
const SEARCHED_COMPANIES = ['domain', 'created_at', 'updated_at', 'email', '__proto__']
const COMPARED = ["'ada.7@example.com'", "'2020-01-01'", 'null', 'true', '7', "'", '"', '-1e400', "'%'"]

const conditionOn = (fields: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...fields), fc.constantFrom(':', ':', ':>', ':<', ''), fc.constantFrom(...COMPARED))
    .map(parts => parts.join(''))

/** A query that is one condition, or a text of conditions and noise. */
const searchQuery = (fields: readonly string[]) =>
  fc.oneof(
    conditionOn(fields).map(toQuery),
    fc
      .array(
        fc.oneof(
          { weight: 6, arbitrary: conditionOn(fields) },
          { weight: 3, arbitrary: fc.constantFrom(' AND ', ' OR ') },
          { weight: 1, arbitrary: fc.constantFrom('(', ')', '('.repeat(200), ' ') },
          { weight: 1, arbitrary: word },
        ),
        { minLength: 1, maxLength: 4, size: 'max' },
      )
      .map(tokens => toQuery(tokens.join(''))),
  )

const toQuery = (text: string) => `?query=${encode(`"${text}"`)}`

/** One parameter that an endpoint needs. */
const oneParameter = (parameter: string) => word.map(text => `?${parameter}=${encode(text)}`)

const noSearch = fc.constant('')
const noBody = fc.constant('')

const likely = (
  method: string,
  path: string | fc.Arbitrary<string>,
  search: fc.Arbitrary<string> = noSearch,
  body: fc.Arbitrary<string> = noBody,
) => fc.record({ method: fc.constant(method), path: typeof path === 'string' ? fc.constant(path) : path, search, body })

const ofContact = (...below: string[]) =>
  fc.tuple(userId, fc.constantFrom(...below)).map(([id, action]) => `/contacts/${id}${action}`)
const ofCompany = fc.integer({ min: 72_000_990_001, max: 72_000_990_012 }).map(id => `/companies/${id}`)
/** But the first one, which contacts of the walk have. */
const ofField = fc
  .tuple(
    fc.constantFrom('/contact_fields', '/company_fields'),
    fc.integer({ min: 72_000_110_002, max: 72_000_110_028 }),
  )
  .map(parts => parts.join('/'))
const ofAgent = fc.integer({ min: 72_009_990_001, max: 72_009_990_010 }).map(id => `/agents/${id}`)

const LISTS = ['/companies', '/contact_fields', '/company_fields', '/agents', '/agents/me']

/** Requests to what there is. */
const known = fc.oneof(
  { weight: 10, arbitrary: likely('POST', '/contacts', noSearch, bodies.contact) },
  { weight: 6, arbitrary: likely('PUT', ofContact(''), noSearch, bodies.contact) },
  { weight: 4, arbitrary: likely('PATCH', ofContact(''), noSearch, bodies.contact) },
  { weight: 5, arbitrary: likely('GET', '/contacts', search) },
  { weight: 3, arbitrary: likely('GET', ofContact('')) },
  { weight: 5, arbitrary: likely('GET', '/search/contacts', searchQuery(SEARCHED)) },
  { weight: 4, arbitrary: likely('GET', '/search/companies', searchQuery(SEARCHED_COMPANIES)) },
  { weight: 2, arbitrary: likely('GET', '/contacts/autocomplete', fc.oneof(search, oneParameter('term'))) },
  { weight: 2, arbitrary: likely('GET', '/companies/autocomplete', fc.oneof(search, oneParameter('name'))) },
  { weight: 4, arbitrary: likely('GET', fc.oneof(ofCompany, ofField, ofField, ofAgent)) },
  { weight: 2, arbitrary: likely('DELETE', ofContact('', '/hard_delete', '/hard_delete?force=true')) },
  { weight: 5, arbitrary: likely('PUT', ofContact('/restore', '/send_invite'), noSearch) },
  { weight: 1, arbitrary: likely('PUT', ofContact('/make_agent'), noSearch, bodies.nothingMuch) },
  { weight: 3, arbitrary: likely('POST', '/contacts/merge', noSearch, bodies.merge) },
  { weight: 2, arbitrary: likely('POST', '/companies', noSearch, bodies.company) },
  { weight: 2, arbitrary: likely('PUT', ofCompany, noSearch, bodies.companyChange) },
  { weight: 2, arbitrary: likely('DELETE', fc.oneof(ofCompany, ofField, ofField)) },
  {
    weight: 5,
    arbitrary: likely('POST', fc.constantFrom('/contact_fields', '/company_fields'), noSearch, bodies.field),
  },
  { weight: 4, arbitrary: likely('PUT', ofField, noSearch, bodies.fieldChange) },
  { weight: 2, arbitrary: likely('GET', fc.constantFrom(...LISTS), search) },
)

const id = fc.oneof(
  userId,
  fc.constantFrom('0', '-1', '1e3', '0x10', '99999999999999999999999', 'me', '007', '1.5', '%31', '1%00'),
  word.map(encode),
)

const method = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE') },
  { weight: 1, arbitrary: fc.constantFrom('PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'MKCOL', 'LINK', 'PURGE') },
)

const RESOURCES = ['contacts', 'companies', 'contact_fields', 'company_fields', 'agents', 'search', 'tickets', '']
const ACTIONS = ['', 'restore', 'hard_delete', 'send_invite', 'make_agent', 'merge', '__proto__', '..']

/** Requests to what there is not. */
const unknown = fc.record({
  method,
  path: fc.oneof(
    fc.tuple(fc.constantFrom(...RESOURCES), id).map(words => `/${words.join('/')}`),
    fc.tuple(fc.constantFrom(...RESOURCES), id, fc.constantFrom(...ACTIONS)).map(words => `/${words.join('/')}`),
    fc.array(word.map(encode), { maxLength: 4 }).map(words => `/${words.join('/')}`),
  ),
  search,
  body: bodies.strange,
})

const basic = (user: string) => `Basic ${Buffer.from(`${user}:X`).toString('base64')}`

/** What opens the door. */
export const ADMITTED = { Authorization: basic('mock-api-key'), 'Content-Type': 'application/json' }

const strangeHeaders = fc.record(
  {
    Authorization: fc.constantFrom(basic('mock-api-key-read-only'), basic('__proto__'), 'Basic', 'Basic ?', 'x', ''),
    'Content-Type': fc.oneof(
      fc.constantFrom('text/plain', 'multipart/form-data', 'application/json; charset=utf-16', '/', ''),
      word,
    ),
    Accept: fc.oneof(fc.constantFrom('text/html', 'application/json;q=0', ',,,', 'a'.repeat(2_000)), word),
    Host: fc.constantFrom('localhost', 'acme.freshdesk.com', '__proto__.freshdesk.com', '', 'a b', '[::1', '%'),
    Expect: fc.constant('100-continue'),
    Cookie: word,
    'X-Mock-Fault': word,
    'X-Forwarded-For': word,
    'X-HTTP-Method-Override': fc.constantFrom('DELETE', 'PUT'),
    'Content-Encoding': fc.constantFrom('gzip', 'br'),
  },
  { requiredKeys: [] },
)

const headers = fc
  .oneof(
    { weight: 9, arbitrary: fc.constant<Partial<Record<string, string>>>({}) },
    { weight: 1, arbitrary: strangeHeaders },
  )
  .map(strange => ({ ...ADMITTED, ...headersOf(strange) }))

const headersOf = (given: Partial<Record<string, string>>) =>
  Object.fromEntries(Object.entries(given).map(([name, text = '']) => [name, headerText(text)]))

const headerText = (text: string) =>
  bytesOf(text)
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '?')
    .slice(0, 4_000)

const prefix = fc.oneof(
  { weight: 20, arbitrary: fc.constant('/api/v2') },
  { weight: 1, arbitrary: fc.constantFrom('//api/v2', '/api', '/api/v2/', '/API/v2', '/./api/v2', '') },
)

/** How a body is compressed, and the bytes that come of it. One of the four is not what it says. */
const ENCODINGS = [
  { encoding: 'gzip', encode: gzipSync },
  { encoding: 'deflate', encode: deflateSync },
  { encoding: 'br', encode: brotliCompressSync },
  { encoding: 'gzip', encode: deflateSync },
]

const compression = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(...ENCODINGS) },
)

/** Requests to the Freshdesk API. */
export const apiRequest: fc.Arbitrary<HostileRequest> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: unknown }), prefix, headers, compression)
  .map(([{ method, path, search, body }, prefix, headers, compression]) => {
    const request = { method, path: `${prefix}${path}${search}`, headers, body }
    if (!compression || body === '') return request
    const { encoding, encode } = compression
    const bytes = encode(Buffer.from(body, 'latin1'))
    return { ...request, headers: { ...headers, 'Content-Encoding': encoding }, body: bytes.toString('latin1') }
  })

const ADMIN_PATHS = [
  ...['/requests', '/requests/count', '/requests/find', '/requests/nearest', '/contacts', '/settings', '/faults'],
  ...['/clock', '/rate-limit', '/seed', '/snapshot', '/recording', '/help', '/openapi.json', '/db', '/db/contacts'],
]
const ADMIN_KEYS = [
  ...['match', 'times', 'status', 'kind', 'delayMs', 'probability', 'method', 'path', 'body', 'headers', 'recording'],
  ...['freeze', 'advanceSeconds', 'plan', 'contacts', 'accounts', 'agents', 'uniquePhone', 'latencyMs'],
]

/** Requests to what controls the mock; those that wait for something to happen are left out. */
export const adminRequest: fc.Arbitrary<HostileRequest> = fc
  .record({
    method,
    path: fc.oneof(
      fc.constantFrom(...ADMIN_PATHS),
      fc
        .tuple(fc.constantFrom('/requests', '/contacts', '/faults', '/static', '/db', '/db/contacts'), id)
        .map(parts => parts.join('/')),
      id.map(id => `/${id}`),
    ),
    search,
    body: fc.oneof(
      bodies.strange,
      fc
        .tuple(members, fc.array(fc.constantFrom(...ADMIN_KEYS), { maxLength: 4 }))
        .map(([pairs, keys]) => pairs.map(([key, value], i) => `${JSON.stringify(keys[i] ?? key)}:${value}`))
        .map(pairs => bytesOf(`{${pairs}}`)),
    ),
  })
  .map(({ method, path, search, body }) => ({
    method,
    path: `/__admin${path}${search}`,
    headers: { 'Content-Type': 'application/json' },
    body,
  }))
