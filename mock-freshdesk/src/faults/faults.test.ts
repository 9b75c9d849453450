import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { MockRequest } from '../http/types'
import { InvalidInput } from '../validation/invalid-input'
import { createFaults } from '.'
import { FAILING_KINDS, FAULT_KIND_NAMES, type FaultEffect } from './kinds'

const request = (overrides: Partial<MockRequest> = {}): MockRequest => ({
  method: 'POST',
  path: '/api/v2/contacts',
  search: '',
  headers: {},
  body: '{"name":"Ada","email":"ada@example.com"}',
  wellEncoded: true,
  account: 'default',
  at: 0,
  ...overrides,
})
const creating = (email: string, overrides: Partial<MockRequest> = {}) =>
  request({ body: JSON.stringify({ name: 'Ada', email }), ...overrides })

/** Faults under a clock that stands at 2026-11-23T09:00:00Z until it is moved. */
function faultsAtNine(options: { magicEmails?: boolean } = {}) {
  let now = Date.parse('2026-11-23T09:00:00Z')
  const faults = createFaults({ clock: { now: () => now }, ...options })
  return { faults, advance: (seconds: number) => (now += seconds * 1000) }
}

describe('a fault', () => {
  test('applies to every request until it is removed, and counts them', () => {
    const { faults } = faultsAtNine()
    const { id } = faults.add({ status: 503 })
    expect(faults.pick(request())).toEqual({ faultId: id, status: 503 })
    expect(faults.pick(request({ method: 'GET' }))).toEqual({ faultId: id, status: 503 })
    expect(faults.list()).toMatchObject([{ id, matched: 2, remaining: null }])
    expect(faults.remove(id)).toBe(true)
    expect(faults.pick(request())).toBeUndefined()
    expect(faults.remove(id)).toBe(false)
  })

  test('applies to the next N requests that match and is gone', () => {
    const { faults } = faultsAtNine()
    faults.add({ match: { method: 'POST', body: { email: 'ada@example.com' } }, times: 2, status: 500 })
    expect(faults.pick(request({ method: 'GET' }))).toBeUndefined()
    expect(faults.pick(creating('grace@example.com'))).toBeUndefined()
    expect(faults.pick(request())?.status).toBe(500)
    expect(faults.list()).toMatchObject([{ times: 2, matched: 1, remaining: 1 }])
    expect(faults.pick(request())?.status).toBe(500)
    expect(faults.pick(request())).toBeUndefined()
    expect(faults.list()).toEqual([])
  })

  test.each([
    ['/foo', false],
    ['/', false],
    ['/api/v2x', false],
    ['/api/v1/contacts', false],
    ['/api/v2', true],
    ['/api/v2/foo', true],
    ['//api/v2/contacts', true],
  ])('applies to %s: %s', (path, applies) => {
    const { faults } = faultsAtNine()
    faults.add({ match: { path: '*' }, status: 503 })
    const asked = faults.pick(request({ path, headers: { 'x-mock-fault': '500' } }))?.status
    expect([faults.pick(request({ path }))?.status, asked]).toEqual(applies ? [503, 500] : [undefined, undefined])
  })

  test('added later goes before one added earlier', () => {
    const { faults } = faultsAtNine()
    faults.add({ status: 500 })
    faults.add({ status: 429, times: 1 })
    expect([1, 2].map(() => faults.pick(request())?.status)).toEqual([429, 500])
  })

  test('expires by itself, after an hour when nothing is said', () => {
    const { faults, advance } = faultsAtNine()
    expect(faults.add({ status: 500 }).expiresAt).toBe('2026-11-23T10:00:00.000Z')
    expect(faults.add({ status: 503, expiresInSeconds: 60 }).expiresAt).toBe('2026-11-23T09:01:00.000Z')
    expect(faults.pick(request())?.status).toBe(503)
    advance(60)
    expect(faults.pick(request())?.status).toBe(500)
    expect(faults.list()).toHaveLength(1)
    advance(3540)
    expect(faults.list()).toEqual([])
    expect(faults.pick(request())).toBeUndefined()
  })

  test('with a probability and a seed applies to the same requests again, about as many as it should', () => {
    const countHits = () => {
      const { faults } = faultsAtNine()
      faults.add({ status: 503, probability: 0.3, seed: 42 })
      return Array.from({ length: 1000 }, () => faults.pick(request()) !== undefined)
    }
    const first = countHits()
    expect(countHits()).toEqual(first)
    const hits = first.filter(Boolean).length
    expect(hits).toBeGreaterThan(250)
    expect(hits).toBeLessThan(350)
  })

  test.each([
    [0, 0],
    [1, 100],
  ])('with the probability %d applies to %d of 100', (probability, hits) => {
    const { faults } = faultsAtNine()
    faults.add({ status: 503, probability })
    expect(Array.from({ length: 100 }, () => faults.pick(request())).filter(Boolean)).toHaveLength(hits)
  })

  test('with a probability and no seed reports the chosen seed', () => {
    const { faults } = faultsAtNine()
    expect(faults.add({ status: 503, probability: 0.5 }).seed).toBe(1)
    expect(faults.add({ status: 503 })).not.toHaveProperty('seed')
  })

  test.each<[object, Omit<FaultEffect, 'faultId'>]>([
    [
      { status: 429, headers: { 'Retry-After': '2' } },
      { status: 429, headers: { 'Retry-After': '2' } },
    ],
    [
      { status: 429, headers: { 'Retry-After': null } },
      { status: 429, headers: { 'Retry-After': null } },
    ],
    [
      { status: 502, body: '<html>' },
      { status: 502, body: '<html>' },
    ],
    [
      { status: 400, body: { code: 'x' } },
      { status: 400, body: '{"code":"x"}' },
    ],
    [{ status: 204 }, { status: 204 }],
    [{ delayMs: 500 }, { delayMs: 500 }],
    [{ kind: 'hang' }, { kind: 'hang' }],
    [
      { kind: 'reset', after: true },
      { kind: 'reset', after: true },
    ],
    [{ kind: 'cut-off' }, { kind: 'cut-off' }],
    [
      { kind: 'malformed', status: 500, delayMs: 10 },
      { kind: 'malformed', status: 500, delayMs: 10 },
    ],
  ])('%j does exactly that', (definition, effect) => {
    const { faults } = faultsAtNine()
    const { id } = faults.add(definition)
    expect(faults.pick(request())).toEqual({ faultId: id, ...effect })
  })

  test.each([
    [{}, 'Say what goes wrong'],
    [{ times: 3 }, 'Say what goes wrong'],
    [{ kind: 'answer' }, 'Say what goes wrong'],
    [{ status: 199 }, 'status must be a whole number from 200 to 599; it is 199.'],
    [{ status: '429' }, 'status must be a whole number from 200 to 599; it is "429".'],
    [{ status: 500, times: 0 }, 'times must be a whole number from 1 to 1000000; it is 0.'],
    [{ status: 500, probability: 1.5 }, 'probability must be a number from 0 to 1; it is 1.5.'],
    [{ status: 500, seed: -1 }, 'seed must be a whole number from 0 to 4294967295; it is -1.'],
    [
      { status: 500, expiresInSeconds: 86_401 },
      'expiresInSeconds must be a whole number from 1 to 86400; it is 86401.',
    ],
    [{ delayMs: 60_001 }, 'delayMs must be a whole number from 0 to 60000; it is 60001.'],
    [{ kind: 'explode' }, 'kind must be one of answer, hang, reset, cut-off, malformed; it is "explode".'],
    [{ body: 'x', delayMs: 1 }, 'headers and body belong to a response: give its status too.'],
    [{ kind: 'hang', status: 500 }, 'A hang gives no response: leave out status, headers and body.'],
    [{ status: 204, body: 'x' }, 'A response with status 204 has no body: leave it out.'],
    [{ status: 500, headers: { 'Content-Length': '3' } }, 'headers must not hold Content-Length: the mock sees to it.'],
    [{ status: 500, headers: { Trailer: 'x' } }, 'headers must not hold Trailer: the mock sees to it.'],
    [{ status: 500, headers: { 'keep-alive': null } }, 'headers must not hold keep-alive: the mock sees to it.'],
    [{ status: 500, headers: { 'a b': '1' } }, 'headers.a b is no header that HTTP allows.'],
    [{ status: 500, headers: { a: '1\r\nSet-Cookie: x' } }, 'headers.a is no header that HTTP allows.'],
    [{ status: 500, headers: { a: 1 } }, 'headers.a must be a text'],
    [{ status: 500, match: { status: 201 } }, 'match.status cannot hold'],
    [{ status: 500, match: { url: '/' } }, 'match.url is not known here.'],
    [{ statuscode: 500 }, 'statuscode is not known here. It should be one of: match, times'],
    [null, 'The body must be a JSON object; it is null.'],
  ])('%j is refused with a reason', (definition, message) => {
    const { faults } = faultsAtNine()
    expect(() => faults.add(definition)).toThrow(InvalidInput)
    expect(() => faults.add(definition)).toThrow(message)
    expect(faults.list()).toEqual([])
  })

  test('is refused when there are a thousand', () => {
    const { faults } = faultsAtNine()
    for (let i = 0; i < 1000; i++) faults.add({ status: 500, times: 1 })
    expect(() => faults.add({ status: 500 })).toThrow('There are 1000 faults already; remove some.')
  })
})

describe('the header X-Mock-Fault', () => {
  const pick = (header: string) => faultsAtNine().faults.pick(request({ headers: { 'x-mock-fault': header } }))

  test.each<[string, Omit<FaultEffect, 'faultId'>]>([
    ['429;retry-after=2', { status: 429, headers: { 'Retry-After': '2' } }],
    [' 429 ; Retry-After = 2 ', { status: 429, headers: { 'Retry-After': '2' } }],
    ['503', { status: 503 }],
    ['503;delay=200', { status: 503, delayMs: 200 }],
    ['delay=500', { delayMs: 500 }],
    ['timeout', { kind: 'hang' }],
    ['hang', { kind: 'hang' }],
    ['RESET', { kind: 'reset' }],
    ['reset;after', { kind: 'reset', after: true }],
    ['500;after', { status: 500, after: true }],
    ['cut-off', { kind: 'cut-off' }],
    ['malformed;503', { kind: 'malformed', status: 503 }],
  ])('%s', (header, effect) => {
    expect(pick(header)).toEqual({ faultId: 'x-mock-fault', ...effect })
  })

  test.each([
    ['', '\\"\\"'],
    ['teapot', 'teapot'],
    ['199', '199'],
    ['600', '600'],
    ['429;retry-after', 'retry-after'],
    ['429;retry-after=soon', 'retry-after=soon'],
    ['delay=60001', 'delay=60001'],
    ['constructor', 'constructor'],
    ['after', 'nothing that goes wrong'],
    ['retry-after=2', 'retry-after without a status'],
    ['hang;500', 'hang, which gives no response, together with a status'],
  ])('that says %j gets 400 with a sentence', (header, part) => {
    const effect = pick(header)
    expect(effect).toMatchObject({ faultId: 'x-mock-fault', status: 400 })
    expect(effect?.body).toContain('"code":"mock_fault_not_understood"')
    expect(effect?.body).toContain(part)
    expect(effect?.body).toContain('Examples: 429;retry-after=2')
  })

  test('goes before any fault and any e-mail', () => {
    const { faults } = faultsAtNine()
    faults.add({ status: 500 })
    const sent = creating('ada+401@example.com', { headers: { 'x-mock-fault': '503' } })
    expect(faults.pick(sent)?.status).toBe(503)
  })
})

describe('an e-mail address', () => {
  const sentThreeTimes = (sent: MockRequest, options = {}) => {
    const { faults } = faultsAtNine(options)
    return [1, 2, 3].map(() => faults.pick(sent)).map(effect => effect?.status ?? effect?.kind)
  }

  test.each([400, 401, 403, 404, 409])('with +%d gets that response every time', status => {
    expect(sentThreeTimes(creating(`ada+${status}@example.com`))).toEqual([status, status, status])
  })

  test.each([
    ['429', 429],
    ['500', 500],
    ['503', 503],
    ['timeout', 'hang'],
    ['reset', 'reset'],
  ])('with +%s gets it once', (word, effect) => {
    expect(sentThreeTimes(creating(`ada+${word}@example.com`))).toEqual([effect, undefined, undefined])
  })

  test.each([
    ['ada@example.com'],
    ['ada+signal@example.com'],
    ['ada+418@example.com'],
    ['ada+4290@example.com'],
    ['429@example.com'],
    ['ada+constructor@example.com'],
    [''],
  ])('such as %j means nothing', email => {
    expect(sentThreeTimes(creating(email))).toEqual([undefined, undefined, undefined])
  })

  test('counts whatever its case, and only as the email of the contact', () => {
    expect(sentThreeTimes(creating('Ada+TIMEOUT@Example.com'))).toEqual(['hang', undefined, undefined])
    expect(sentThreeTimes(request({ body: '{"description":"ada+429@example.com"}' }))[0]).toBeUndefined()
    expect(sentThreeTimes(request({ body: '{"email":["ada+429@example.com"]}' }))[0]).toBeUndefined()
    expect(sentThreeTimes(request({ body: '{"email":"ada+429@example.com"' }))[0]).toBeUndefined()
    expect(sentThreeTimes(request({ body: 'null+429@' }))[0]).toBeUndefined()
  })

  test.each<[Partial<MockRequest>, number | undefined]>([
    [{ method: 'PUT', path: '/api/v2/contacts/1' }, undefined],
    [{ method: 'PUT' }, undefined],
    [{ path: '/api/v2/companies' }, undefined],
    [{ path: '/api/v2/contacts/' }, 429],
  ])('counts only when a contact is created: %j', (sent, status) => {
    expect(sentThreeTimes(creating('ada+429@example.com', sent))[0]).toBe(status)
  })

  test('says what Freshdesk would', () => {
    const { faults } = faultsAtNine()
    expect(faults.pick(creating('ada+429@example.com'))).toEqual({
      faultId: 'magic-email',
      status: 429,
      headers: { 'Retry-After': '1' },
    })
    expect(JSON.parse(faults.pick(creating('ada+409@example.com'))?.body ?? '')).toEqual({
      description: 'Validation failed',
      errors: [
        {
          field: 'email',
          additional_info: { user_id: 72000000001 },
          message: 'It should be a unique value',
          code: 'duplicate_value',
        },
      ],
    })
  })

  test('that had its turn gets it again in another account, and after a clear', () => {
    const { faults } = faultsAtNine()
    const pick = (account: string) => faults.pick(creating('ada+500@example.com', { account }))?.status
    expect([pick('default'), pick('default'), pick('acme')]).toEqual([500, undefined, 500])
    faults.clear()
    expect(pick('default')).toBe(500)
  })

  test('has no effect when an option switches it off', () => {
    expect(sentThreeTimes(creating('ada+401@example.com'), { magicEmails: false })[0]).toBeUndefined()
  })
})

describe('every kind of fault', () => {
  const read = (file: string) => readFileSync(path.join(__dirname, '../..', file), 'utf8')

  test.each(FAULT_KIND_NAMES)('%s is an effect in the form of the inspector', kind => {
    expect(read('inspector/index.html')).toContain(`<option value="${kind}">`)
  })

  test.each(FAILING_KINDS)('%s is a value of the header, of the guide and of the list of faults', kind => {
    const { faults } = faultsAtNine()
    expect(faults.pick(request({ headers: { 'x-mock-fault': kind } }))).toMatchObject({ kind })
    expect(read('../docs/mock.md')).toContain(`| \`${kind}\``)
    expect(read('inspector/controls/faults.js')).toMatch(new RegExp(`^ {2}'?${kind}'?: '`, 'm'))
  })
})
