import {
  APIError,
  IntegrationError,
  PayloadValidationError,
  RetryableError,
  SelfTimeoutError,
} from '@segment/actions-core'
import { backoff, capRetryAfter, classifyError } from './retry-policy'

const NOW = Date.parse('2026-03-01T12:00:00Z')

const withStatus = (status: unknown, more = {}) => Object.assign(new Error('Something happened.'), { status, ...more })
const answered = (status: number, headers: unknown) =>
  Object.assign(new Error('Bad'), { response: { status, headers } })

describe('whether an error is tried again', () => {
  it.each([
    ['a plain error, because nothing answered', new Error('boom'), true, null],
    ['a reset connection', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), true, null],
    ['a fetch without an answer', new TypeError('fetch failed', { cause: new Error('refused') }), true, null],
    ['a socket error that is a TypeError', Object.assign(new TypeError('Bad'), { code: 'ERR_SOCKET' }), true, null],
    ['code that could not read the event', new TypeError("Cannot read properties of null (reading 'x')"), false, null],
    ['a TypeError with a status', Object.assign(new TypeError('Busy'), { status: 503 }), true, 503],
    ['a thrown string', 'boom', true, null],
    ['nothing at all thrown', undefined, true, null],
    ['408', withStatus(408), true, 408],
    ['423', withStatus(423), true, 423],
    ['429', withStatus(429), true, 429],
    ['500', withStatus(500), true, 500],
    ['502', withStatus(502), true, 502],
    ['503', withStatus(503), true, 503],
    ['504', withStatus(504), true, 504],
    ['599', withStatus(599), true, 599],
    ['501, which says never', withStatus(501), false, 501],
    ['301', withStatus(301), false, 301],
    ['400', withStatus(400), false, 400],
    ['401', withStatus(401), false, 401],
    ['403', withStatus(403), false, 403],
    ['404', withStatus(404), false, 404],
    ['409', withStatus(409), false, 409],
    ['422', withStatus(422), false, 422],
    ['a status written as text', withStatus('503'), true, 503],
    ['a status that is not a number', withStatus('soon'), true, null],
    ['only a response with 404', answered(404, undefined), false, 404],
    ['only a response with 503', answered(503, undefined), true, 503],
    ['its own status before that of its response', withStatus(400, { response: { status: 503 } }), false, 400],
    ['RetryableError', new RetryableError('later'), true, 500],
    ['RetryableError 429', new RetryableError('later', 429), true, 429],
    ['SelfTimeoutError', new SelfTimeoutError('slow'), true, 408],
    ['PayloadValidationError', new PayloadValidationError('no name'), false, 400],
    ['APIError 404', new APIError('where?', 404), false, 404],
  ])('%s', (_what, error, retry, status) => {
    expect(classifyError(error, NOW)).toMatchObject({ retry, status })
  })
})

describe('how long an error says to stay away', () => {
  it.each([
    ['seconds on the error itself', withStatus(429, { retryAfter: 7 }), 7_000],
    ['a fraction of a second', withStatus(429, { retryAfter: 0.25 }), 250],
    ['seconds as text', withStatus(429, { retryAfter: '7' }), 7_000],
    ['a fraction in a header', answered(429, { 'retry-after': ' 1.5 ' }), 1_500],
    ['seconds by the trillion, for the host to cut short', withStatus(429, { retryAfter: '1000000000000' }), 1e15],
    ['a header in a Headers object', answered(429, new Headers({ 'Retry-After': '12' })), 12_000],
    ['a header in a plain object', answered(503, { 'retry-after': '12' }), 12_000],
    ['an HTTP date', answered(429, new Headers({ 'Retry-After': 'Sun, 01 Mar 2026 12:00:30 GMT' })), 30_000],
    [
      'the error itself before the header',
      withStatus(429, { retryAfter: 3, ...answered(429, { 'retry-after': '9' }) }),
      3_000,
    ],
    ['a date gone by', answered(429, new Headers({ 'Retry-After': 'Sun, 01 Mar 2026 11:00:00 GMT' })), null],
    ['nought', withStatus(429, { retryAfter: 0 }), null],
    ['a negative number', withStatus(429, { retryAfter: -5 }), null],
    ['not a number', withStatus(429, { retryAfter: Number.NaN }), null],
    ['words', withStatus(429, { retryAfter: 'a while' }), null],
    ['words with something like a year in them', answered(429, { 'retry-after': 'try again in 2099' }), null],
    ['a date without time', answered(429, { 'retry-after': '2027-01-01' }), null],
    ['a number with its unit', answered(429, { 'retry-after': '60s' }), null],
    ['for ever', withStatus(429, { retryAfter: Number.POSITIVE_INFINITY }), null],
    ['nothing', withStatus(429), null],
    ['a time on an answer that is final anyway', withStatus(403, { retryAfter: 9 }), null],
  ])('%s', (_what, error, retryAfter) => {
    expect(classifyError(error, NOW).retryAfter).toBe(retryAfter)
  })
})

describe('the word and the sentence for the operator', () => {
  it.each([
    [withStatus(429), 'too-many-requests'],
    [withStatus(503), 'service-unavailable'],
    [withStatus(299), 'http-299'],
    [new RetryableError('later', 502), 'bad-gateway'],
    [new APIError('where?', 404), 'not-found'],
    [new PayloadValidationError('no name'), 'payload-validation-failed'],
    [new IntegrationError('No.', 'WRONG_DOMAIN', 404), 'wrong-domain'],
    [Object.assign(new Error('reset'), { code: 'ECONNRESET' }), 'econnreset'],
    [new Error('boom'), 'no-answer'],
  ])('%s is %s', (error, reason) => {
    expect(classifyError(error, NOW)).toMatchObject({ reason, message: error.message })
  })

  it('says that the event is to blame for a TypeError', () => {
    expect(classifyError(new TypeError('No key x.'), NOW)).toMatchObject({
      reason: 'broken-event',
      message: 'The event has a shape that the destination cannot read: No key x.',
    })
  })

  it('has a sentence even for an error without one', () => {
    expect(classifyError(undefined, NOW).message).toBe('The destination failed without saying why.')
  })
})

it.each([
  [1, 1_000],
  [2, 2_000],
  [3, 4_000],
  [6, 32_000],
  [7, 60_000],
  [50, 60_000],
  [5_000, 60_000],
])('backoff after attempt %i returns less than %i ms, whatever the random number', (attempt, limit) => {
  expect(backoff(attempt, () => 0)).toBe(0)
  expect(backoff(attempt, () => 0.5)).toBe(limit / 2)
  expect(backoff(attempt, () => 0.999999)).toBe(limit - 1)
})

it.each([
  ['the time that the response names', 42_000, 42_000],
  ['a fraction of a second', 250, 250],
  ['one hour for a year', 31_536_000_000, 3_600_000],
  ['one hour for ever', Number.POSITIVE_INFINITY, 3_600_000],
])('capRetryAfter returns %s', (_what, retryAfter, expected) => {
  expect(capRetryAfter(retryAfter)).toBe(expected)
})
