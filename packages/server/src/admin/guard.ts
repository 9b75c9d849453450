import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hashKey } from '../security/secret-box'

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * Lets a request pass with the token, or without one on a server that has no token and that is
 * called by a loopback name. The check of the Host header keeps out pages that point their own name
 * at 127.0.0.1; the check of the Origin header keeps out every other page.
 */
export function createGuard(token: string | null) {
  const expected = token === null ? null : hashKey(token)
  return async function guard(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const { host = '', origin, authorization = '' } = request.headers
    if (origin && origin !== `${request.protocol}://${host}`) {
      return reply.status(403).send(toError('ORIGIN_NOT_ALLOWED', 'Pages of other origins may not use the admin API.'))
    }
    if (expected) {
      const given = hashKey(authorization.replace(/^Bearer /i, ''))
      if (timingSafeEqual(given, expected)) return undefined
      return reply.status(401).send(toError('TOKEN_REQUIRED', 'Send the admin token as "Authorization: Bearer TOKEN".'))
    }
    if (LOOPBACK_NAMES.has(host.replace(/:\d+$/, ''))) return undefined
    return reply
      .status(403)
      .send(toError('HOST_NOT_ALLOWED', 'Without a token, use the address 127.0.0.1 or localhost.'))
  }
}

export const toError = (code: string, message: string) => ({ error: { code, message } })
