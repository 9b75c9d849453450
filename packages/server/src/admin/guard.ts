import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiError } from './api-error'
import type { Sessions } from './session/sessions'

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * Lets a request pass with the token or a session, or without either on a server that has no token
 * and that is called by a loopback name. The check of the Host header keeps out pages that point
 * their own name at 127.0.0.1; the checks of the Origin header keep out every other page.
 *
 * @param isOpen true for a route that needs no token
 * @throws ApiError 401, 403 or 429
 */
export function createGuard(sessions: Sessions, isOpen: (request: FastifyRequest) => boolean = () => false) {
  return async function guard(request: FastifyRequest, _reply: FastifyReply): Promise<void> {
    checkOrigin(request)
    if (!sessions.needsToken) return checkLoopbackName(request)
    // A token is checked on open routes as well: their answer would show whether a guess is right.
    if (isOpen(request) && request.headers.authorization === undefined) return
    sessions.checkTries(request)
    if (sessions.isAuthenticated(request)) return
    if (request.headers.authorization !== undefined) await sessions.reportWrong(request)
    throw new ApiError(401, 'TOKEN_REQUIRED', 'Log in, or send the admin token as "Authorization: Bearer TOKEN".')
  }
}

function checkOrigin({ headers }: FastifyRequest): void {
  const { host = '', origin } = headers
  const isForeign = origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === host)
  if (!isForeign && headers['sec-fetch-site'] !== 'cross-site') return
  throw new ApiError(403, 'ORIGIN_NOT_ALLOWED', 'Pages of other origins may not use the admin API.')
}

function checkLoopbackName({ headers: { host = '' } }: FastifyRequest): void {
  if (LOOPBACK_NAMES.has(host.replace(/:\d+$/, ''))) return
  throw new ApiError(403, 'HOST_NOT_ALLOWED', 'Without a token, use the address 127.0.0.1 or localhost.')
}
