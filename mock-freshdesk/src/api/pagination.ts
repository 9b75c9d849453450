import { getOrigin } from '../http/types'
import type { FieldError } from './errors'
import type { Parameter } from './query'
import type { Result } from './result'
import type { Call } from './route'
import { invalid } from './validate'

export interface Pagination {
  readonly page: number
  readonly perPage: number
  readonly offset: number
}

export const PAGINATION = {
  page: { type: 'integer', minimum: 1, default: 1 },
  per_page: { type: 'integer', minimum: 1, maximum: 100, default: 30 },
} satisfies Record<string, Parameter>

/** Reads `page` and `per_page`, and adds what is wrong with them to `errors`. */
export function parsePagination({ query }: Call, errors: FieldError[]): Pagination {
  const { per_page } = PAGINATION
  const page = parseNumber(query.get('page'), PAGINATION.page.default, Number.MAX_SAFE_INTEGER)
  const perPage = parseNumber(query.get('per_page'), per_page.default, per_page.maximum)
  if (page === undefined) errors.push(invalid('page', 'It should be a Positive Integer'))
  if (perPage === undefined) {
    errors.push(invalid('per_page', `It should be a Positive Integer less than or equal to ${per_page.maximum}`))
  }
  const size = perPage ?? per_page.default
  return { page: page ?? 1, perPage: size, offset: ((page ?? 1) - 1) * size }
}

function parseNumber(given: string | undefined, usual: number, max: number): number | undefined {
  if (given === undefined) return usual
  const number = /^\d{1,16}$/.test(given) ? Number(given) : 0
  return number >= 1 && number <= max ? number : undefined
}

/**
 * One page as a response.
 *
 * @param rows One row more than fits on the page when there is a next page. The `Link` header then
 *   leads to it.
 * @param toJson One row as JSON text.
 */
export function pageResult<T>(
  call: Call,
  pagination: Pagination,
  rows: readonly T[],
  toJson: (row: T) => string,
): Result {
  const shown = rows.length > pagination.perPage ? rows.slice(0, pagination.perPage) : rows
  const body = `[${shown.map(toJson).join(',')}]`
  if (shown === rows) return { status: 200, body }
  const next = nextPageUrl(call, pagination.page)
  return { status: 200, body, headers: { Link: `<${next}>; rel="next"` } }
}

function nextPageUrl(call: Call, page: number): string {
  const query = new URLSearchParams(call.request.search)
  query.set('page', String(page + 1))
  return `${getOrigin(call.request)}${call.request.path}?${query}`
}
