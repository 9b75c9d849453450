import { defineRoute } from '../route'
import { loginBody, serverInfo, session } from './schemas'

export const sessionRoutes = [
  defineRoute({
    method: 'GET',
    path: '/server',
    summary: 'The server itself.',
    response: serverInfo,
    handler: async (_input, { info: { intakeUrl, keepDays, startedAt, ...info }, sessions }) => ({
      ...info,
      intake_url: intakeUrl,
      keep_days: keepDays,
      started_at: startedAt.toISOString(),
      needs_token: sessions.needsToken,
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/session',
    summary: 'Whether this client may use the API, and whether it needs a token.',
    response: session,
    isOpen: true,
    handler: async ({ request }, { sessions }) => ({
      authenticated: sessions.isAuthenticated(request),
      needs_token: sessions.needsToken,
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/session',
    summary: 'Logs in with the token. Sets the session cookie.',
    body: loginBody,
    response: null,
    isOpen: true,
    handler: ({ body, request, reply }, { sessions }) => sessions.logIn(body.token, request, reply),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/session',
    summary: 'Logs out. Ends the session of the cookie.',
    response: null,
    isOpen: true,
    handler: async ({ request, reply }, { sessions }) => sessions.logOut(request, reply),
  }),
]
