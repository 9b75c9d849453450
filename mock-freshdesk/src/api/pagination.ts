import { originOf } from '../http/types'
import type { Call } from './call'
import { invalid } from './checks'
import type { FieldError, Reply } from './reply'

export interface Paging {
  readonly page: number
  readonly perPage: number
  readonly offset: number
}

export const PAGING = ['page', 'per_page'] as const

/** `page` counts from 1; `per_page` is 30 unless asked, 100 at most. */
export function readPaging({ query }: Call, errors: FieldError[]): Paging {
  const page = readNumber(query.get('page'), 1, Number.MAX_SAFE_INTEGER)
  const perPage = readNumber(query.get('per_page'), 30, 100)
  if (page === undefined) errors.push(invalid('page', 'It should be a Positive Integer'))
  if (perPage === undefined) {
    errors.push(invalid('per_page', 'It should be a Positive Integer less than or equal to 100'))
  }
  return { page: page ?? 1, perPage: perPage ?? 30, offset: ((page ?? 1) - 1) * (perPage ?? 30) }
}

function readNumber(given: string | undefined, usual: number, most: number): number | undefined {
  if (given === undefined) return usual
  const number = /^\d{1,16}$/.test(given) ? Number(given) : 0
  return number >= 1 && number <= most ? number : undefined
}

/** Lists were seen to forbid keeping them in more words than other answers do. */
const LIST_HEADERS = { 'Cache-Control': 'must-revalidate, no-cache, no-store, private, max-age=0' }

/** A page as an answer. `rows` holds one more than fits when there is a next page, to which `Link` then leads. */
export function pageReply<T>(call: Call, paging: Paging, rows: readonly T[], show: (row: T) => string): Reply {
  const shown = rows.length > paging.perPage ? rows.slice(0, paging.perPage) : rows
  const body = `[${shown.map(show).join(',')}]`
  if (shown === rows) return { status: 200, body, headers: LIST_HEADERS }
  return { status: 200, body, headers: { ...LIST_HEADERS, Link: `<${nextPage(call, paging.page)}>; rel="next"` } }
}

function nextPage(call: Call, page: number): string {
  const query = new URLSearchParams(call.request.search)
  query.set('page', String(page + 1))
  return `${originOf(call.request)}${call.request.path}?${query}`
}
