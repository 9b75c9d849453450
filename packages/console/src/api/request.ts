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

type Query = Record<string, string | number | boolean | null | undefined>

interface Options {
  query?: Query
  body?: unknown
  signal?: AbortSignal
}

/**
 * Sends one request to the admin API. The session cookie goes with it.
 *
 * @throws ApiError in the words of the API, or with status 0 when no answer came
 */
export async function request<T>(method: string, path: string, { query = {}, body, signal }: Options = {}): Promise<T> {
  const response = await fetch(`/admin/v1${path}${toSearch(query)}`, {
    method,
    headers: { 'x-datafly-author': getAuthor(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch(error => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'NO_ANSWER', 'The server does not answer. Check that datafly serve runs, then try again.')
  })
  const value = await response.json().catch(() => null)
  if (response.ok) return value as T
  const { code = 'UNKNOWN', message, field } = value?.error ?? {}
  const sentence = message ?? `The server answered ${response.status}.`
  const error = new ApiError(response.status, code, sentence, field ?? null)
  if (response.status === 401) window.dispatchEvent(new CustomEvent('datafly:login'))
  throw error
}

/** The search part of an address, without empty values. */
export function toSearch(query: Query): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  if (entries.length === 0) return ''
  return `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`
}

const AUTHOR = 'datafly:author'

/** The name that the history of an integration shows. A header holds ASCII only. */
export const getAuthor = (): string => encodeURIComponent(localStorage.getItem(AUTHOR) || 'admin').slice(0, 64)

export const setAuthor = (name: string): void => localStorage.setItem(AUTHOR, name.trim())
