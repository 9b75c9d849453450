import type { Journal, Recorded } from '.'
import { compilePattern, type RequestPattern } from './pattern'

export interface JournalFilter extends Pick<RequestPattern, 'method' | 'path' | 'status' | 'account'> {
  /** Only what came in after this sequence number. */
  after?: number
  /** A text in the URL or a body, whatever its case. */
  contains?: string
  limit?: number
  offset?: number
}

/** One page of the journal, newest first, and how many there are in all. */
export function listRequests(journal: Journal, filter: JournalFilter = {}): { page: Recorded[]; total: number } {
  const { after = 0, contains, limit = 100, offset = 0, ...pattern } = filter
  const { matches } = compilePattern(pattern)
  const needle = contains?.toLowerCase()

  const page: Recorded[] = []
  let total = 0
  for (const recorded of journal.entries()) {
    if (recorded.seq <= after) break
    if (!matches(recorded) || (needle && !holds(recorded, needle))) continue
    if (total >= offset && page.length < limit) page.push(recorded)
    total++
  }
  return { page, total }
}

function holds({ request, response }: Recorded, needle: string): boolean {
  return [request.path, request.search, request.body, response?.body].some(text => text?.toLowerCase().includes(needle))
}
