import cors from '@fastify/cors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describeDatabaseError } from '../store/database'
import { type Collector, OverloadError, StoreError } from './collector'
import { IntakeError } from './intake-error'
import { asRecord, parseJson } from './json'
import { PIXEL_HEADERS, PIXEL_IMAGE, PIXEL_TYPES, readPixel } from './pixel'
import { type Arrival, readEvent, type StoredEvent } from './read-event'
import { isOriginAllowed, type Source, type Sources } from './sources'

/** The most bytes of one request. */
const MAX_BODY = 5 * 1024 * 1024

/** The most events of one batch. */
const MAX_BATCH = 500

/** Seconds after which a client may come back when too much waits. */
const RETRY_AFTER = 5

/**
 * The paths of single events and the type of event that each carries, in Segment's and Signal's
 * forms.
 */
const SINGLE: Readonly<Record<string, string>> = {
  '/v1/t': 'track',
  '/v1/track': 'track',
  '/v1/i': 'identify',
  '/v1/identify': 'identify',
  '/v1/p': 'page',
  '/v1/page': 'page',
  '/v1/s': 'screen',
  '/v1/screen': 'screen',
  '/v1/g': 'group',
  '/v1/group': 'group',
  '/v1/a': 'alias',
  '/v1/alias': 'alias',
}

export interface IntakeOptions {
  sources: Sources
  collector: Collector
  onEvents?: (source: string, accepted: number, rejected: number) => void
}

/**
 * The endpoints of Signal and of Segment's SDKs. Clients keep and resend events after 408, 429 and
 * 5xx, and drop them after any other 4xx. So a database that is down answers 503.
 */
export async function intakeRoutes(app: FastifyInstance, options: IntakeOptions): Promise<void> {
  // The browser library sends JSON as text/plain, and signatures cover the raw bytes.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY }, (_request, body, done) => done(null, body))
  await app.register(cors, {
    origin: async (origin: string | undefined) => origin !== undefined && (await options.sources.allowsOrigin(origin)),
    methods: ['POST'],
    allowedHeaders: ['Authorization', 'Content-Type', 'X-Retry-Count', 'X-Signature', 'X-Timestamp'],
    exposedHeaders: ['Retry-After'],
    maxAge: 86_400,
  })
  app.setErrorHandler((error, _request, reply) => answerError(error, reply))
  for (const [path, type] of Object.entries(SINGLE)) app.post(path, request => takeSingle(request, type, options))
  app.post('/v1/events', request => takeSingle(request, null, options))
  for (const path of ['/v1/batch', '/v1/b']) app.post(path, request => takeBatch(request, options))
  // A HEAD request of a mail scanner opens no mail.
  app.get('/v1/pixel/:type', { exposeHeadRoute: false }, (request, reply) => takePixel(request, reply, options))
}

async function takeSingle(request: FastifyRequest, type: string | null, options: IntakeOptions) {
  await takeEvent(request, readBody(request), type, options)
  return { success: true }
}

async function takePixel(request: FastifyRequest, reply: FastifyReply, options: IntakeOptions) {
  const { type = '' } = request.params as { type?: string }
  if (!PIXEL_TYPES.has(type)) throw new IntakeError(404, 'NOT_FOUND', `There is no pixel of the type "${type}".`)
  await takeEvent(request, readPixel(request.query), type, options)
  return reply.headers(PIXEL_HEADERS).send(PIXEL_IMAGE)
}

async function takeEvent(request: FastifyRequest, raw: unknown, type: string | null, options: IntakeOptions) {
  const source = await authenticate(request, raw, options.sources)
  const event = readEvent(raw, toArrival(request, type, {}))
  await store(source, [event], options)
  if (event.problem) throw new IntakeError(400, 'INVALID_EVENT', event.problem)
}

async function takeBatch(request: FastifyRequest, options: IntakeOptions) {
  const body = readBody(request)
  const source = await authenticate(request, body, options.sources)
  const { batch, context, integrations } = asRecord(body)
  if (!Array.isArray(batch)) throw new IntakeError(400, 'INVALID_BATCH', 'The body needs its events in "batch".')
  if (batch.length > MAX_BATCH) {
    throw new IntakeError(400, 'BATCH_TOO_LARGE', `A batch has ${batch.length} events, and the most is ${MAX_BATCH}.`)
  }
  const shared = { ...(context !== undefined && { context }), ...(integrations !== undefined && { integrations }) }
  const arrival = toArrival(request, null, shared)
  const events = batch.map(raw => readEvent(raw, arrival))
  await store(source, events, options)
  const failed = events.flatMap(({ problem, messageId }, index) =>
    problem ? [{ index, messageId, code: 'INVALID_EVENT', message: problem }] : [],
  )
  return { success: true, accepted: events.length - failed.length, ...(failed.length > 0 && { failed }) }
}

function readBody({ body }: FastifyRequest): unknown {
  const value = Buffer.isBuffer(body) ? parseJson(body.toString('utf8')) : undefined
  if (value === undefined) throw new IntakeError(400, 'INVALID_JSON', 'The body is not JSON.')
  return value
}

/**
 * A signature of the body, a Bearer key (Signal), a Basic user name (Segment's servers) or
 * `writeKey` in the event (browsers, pixels).
 */
async function authenticate(request: FastifyRequest, body: unknown, sources: Sources): Promise<Source> {
  const { authorization = '', origin } = request.headers
  const signature = Buffer.isBuffer(request.body) ? String(request.headers['x-signature'] ?? '') : ''
  const key = readKey(authorization) ?? asRecord(body).writeKey
  const source = signature
    ? await sources.findBySignature(
        signature,
        String(request.headers['x-timestamp'] ?? ''),
        request.body as Buffer,
        Date.now(),
      )
    : typeof key === 'string'
      ? await sources.findByKey(key)
      : null
  if (!source && signature) {
    throw new IntakeError(
      401,
      'INVALID_SIGNATURE',
      'The signature fits no source, or its timestamp is over 5 minutes off.',
    )
  }
  if (!source) throw new IntakeError(401, 'INVALID_PIPELINE_KEY', 'The write key is missing or belongs to no source.')
  if (origin && !isOriginAllowed(source, origin)) {
    throw new IntakeError(
      403,
      'ORIGIN_NOT_ALLOWED',
      `The source ${source.name} takes no events from pages of ${origin}.`,
    )
  }
  return source
}

function readKey(authorization: string): string | null {
  const [scheme = '', value = ''] = authorization.split(' ')
  if (/^bearer$/i.test(scheme)) return value
  if (!/^basic$/i.test(scheme)) return null
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] || null
}

function toArrival(request: FastifyRequest, type: string | null, shared: Arrival['shared']): Arrival {
  return { type, shared, receivedAt: new Date(), ip: request.ip, userAgent: request.headers['user-agent'] ?? null }
}

async function store(source: Source, events: StoredEvent[], { collector, onEvents }: IntakeOptions): Promise<void> {
  if (source.accounts.length === 0) {
    throw new IntakeError(503, 'NO_INTEGRATION', `No integration takes the events of the source ${source.name}.`)
  }
  await collector.add(source.accounts.flatMap(account => events.map(event => ({ account, event }))))
  const rejected = events.filter(({ problem }) => problem).length
  onEvents?.(source.name, events.length - rejected, rejected)
}

function answerError(error: unknown, reply: FastifyReply): FastifyReply {
  const { status, code, message } = toIntakeError(error)
  if (status === 429) void reply.header('Retry-After', RETRY_AFTER)
  return reply.status(status).send({ error: { code, message } })
}

function toIntakeError(error: unknown): IntakeError {
  if (error instanceof IntakeError) return error
  if (error instanceof OverloadError) return new IntakeError(429, 'TOO_MANY_EVENTS', error.message)
  if (error instanceof StoreError) return new IntakeError(503, 'STORE_UNAVAILABLE', error.message)
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new IntakeError(400, 'BATCH_TOO_LARGE', `A request has at most ${MAX_BODY} bytes.`)
  }
  if (typeof statusCode === 'number' && statusCode < 500) {
    return new IntakeError(statusCode, 'INVALID_REQUEST', 'The request cannot be read.')
  }
  return new IntakeError(503, 'STORE_UNAVAILABLE', describeDatabaseError(error))
}
