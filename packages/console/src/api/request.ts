import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from './schema'

/** An answer of the admin API that is no success, in the words of the API. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** The field of the form that the answer is about. */
    readonly field: string | null = null,
  ) {
    super(message)
  }
}

/** Events of the window: the session has ended, and a person has logged in again. */
export const LOGGED_OUT = 'datafly:logged-out'
export const LOGGED_IN = 'datafly:logged-in'

const AUTHOR = 'datafly:author'

/** The name that the history of an integration shows. */
export const getAuthor = (): string => localStorage.getItem(AUTHOR) || 'admin'

export const setAuthor = (name: string): void => localStorage.setItem(AUTHOR, name.trim())

/** Names the author of a change, and turns each failure into an {@link ApiError}. */
const middleware: Middleware = {
  onRequest: ({ request }) => {
    // A header holds ASCII only.
    request.headers.set('x-datafly-author', encodeURIComponent(getAuthor()))
  },
  onError: ({ error }) => {
    if (error instanceof DOMException && error.name === 'AbortError') return error
    return new ApiError(0, 'NO_ANSWER', 'The server does not answer. Check that datafly serve runs, then try again.')
  },
  onResponse: async ({ response }) => {
    if (response.ok) return
    if (response.status === 401) window.dispatchEvent(new CustomEvent(LOGGED_OUT))
    const { error = {} } = await response.json().catch(() => ({}))
    const sentence = error.message ?? `The server answered ${response.status}.`
    throw new ApiError(response.status, error.code ?? 'UNKNOWN', sentence, error.field ?? null)
  },
}

/** Sends requests to the admin API, with the types of its OpenAPI description. */
export const client = createClient<paths>({ baseUrl: window.location.origin })
client.use(middleware)

/** The value of a success. After a failure, the middleware has thrown. */
export const unwrap = async <T>(answer: Promise<{ data?: T }>): Promise<T> => (await answer).data as T
