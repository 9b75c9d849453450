import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hashKey } from '../../security/secret-box'
import { ApiError } from '../api-error'

const COOKIE = 'datafly_session'

/** Milliseconds of a session. */
const LIFETIME = 12 * 3_600_000

/**
 * Milliseconds before the answer to a wrong token, and the wrong tokens of an address in a minute.
 */
const DELAY = 500
const MAX_WRONG = 20
const MINUTE = 60_000

/** Addresses whose wrong tokens are counted at one time. */
const MAX_ADDRESSES = 10_000

/**
 * Checks the admin token and the session cookie. A session is a signed text: every process with the
 * same token accepts it, and a new token ends all sessions.
 */
export class Sessions {
  readonly #expected: Buffer | null
  readonly #ended = new Map<string, number>()
  readonly #wrong = new Map<string, { count: number; until: number }>()

  /** @param token null for a server that only loopback reaches */
  constructor(
    token: string | null,
    private readonly delay = DELAY,
  ) {
    this.#expected = token === null ? null : hashKey(token)
  }

  get needsToken(): boolean {
    return this.#expected !== null
  }

  /** True when the request carries the token or a session, or none is needed. */
  isAuthenticated({ headers }: FastifyRequest): boolean {
    if (!this.#expected) return true
    const { authorization, cookie = '' } = headers
    if (authorization !== undefined) return this.#isToken(authorization.replace(/^Bearer /i, ''))
    return this.#isSession(readCookie(cookie))
  }

  /**
   * Refuses an address with too many wrong tokens, whatever it sends.
   *
   * @throws ApiError 429
   */
  checkTries({ ip }: FastifyRequest): void {
    const wrong = this.#wrong.get(ip)
    if (!wrong || wrong.until < Date.now() || wrong.count < MAX_WRONG) return
    throw new ApiError(429, 'TOO_MANY_TRIES', 'Too many wrong tokens came from this address. Wait a minute.')
  }

  /** Counts a wrong token, and resolves after a delay. */
  async reportWrong({ ip }: FastifyRequest): Promise<void> {
    const now = Date.now()
    const known = this.#wrong.get(ip)
    const wrong = known && known.until > now ? known : { count: 0, until: now + MINUTE }
    wrong.count++
    if (this.#wrong.size >= MAX_ADDRESSES) this.#wrong.clear()
    this.#wrong.set(ip, wrong)
    await wait(this.delay, undefined, { ref: false })
  }

  /** @throws ApiError 401 for a wrong token, 429 after too many */
  async logIn(token: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.checkTries(request)
    if (this.#expected && !this.#isToken(token)) {
      await this.reportWrong(request)
      throw new ApiError(401, 'TOKEN_REQUIRED', 'The token is wrong.', 'token')
    }
    if (this.#expected) this.#setCookie(request, reply, this.#sign(Date.now() + LIFETIME), LIFETIME / 1_000)
  }

  logOut(request: FastifyRequest, reply: FastifyReply): void {
    const session = readCookie(request.headers.cookie ?? '')
    const now = Date.now()
    for (const [ended, until] of this.#ended) if (until < now) this.#ended.delete(ended)
    if (this.#isSession(session)) this.#ended.set(session, now + LIFETIME)
    this.#setCookie(request, reply, '', 0)
  }

  #isToken = (token: string): boolean => this.#expected !== null && timingSafeEqual(hashKey(token), this.#expected)

  #isSession(session: string): boolean {
    const [until = '', nonce = ''] = session.split('.')
    if (!/^\d{1,15}$/.test(until) || Number(until) < Date.now() || this.#ended.has(session)) return false
    return timingSafeEqual(hashKey(session), hashKey(this.#sign(Number(until), nonce)))
  }

  #sign(until: number, nonce = randomBytes(12).toString('hex')): string {
    const text = `${until}.${nonce}`
    return `${text}.${createHmac('sha256', this.#expected ?? '')
      .update(text)
      .digest('hex')}`
  }

  #setCookie({ protocol, headers }: FastifyRequest, reply: FastifyReply, value: string, seconds: number): void {
    const isSecure = protocol === 'https' || headers['x-forwarded-proto'] === 'https'
    const cookie = `${COOKIE}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${seconds}`
    void reply.header('set-cookie', isSecure ? `${cookie}; Secure` : cookie)
  }
}

function readCookie(header: string): string {
  const pairs = header.split(';').map(pair => pair.trim())
  return pairs.find(pair => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? ''
}
