import type { EventSummary } from '../../api/types'

/** The events that the page holds. All lists have the newest event first. */
export interface EventList {
  rows: EventSummary[]
  /** New events that wait for a click, so that the list does not jump. */
  pending: EventSummary[]
  /** True when more new events exist than `pending` holds. */
  isPendingCut: boolean
  cursor: string | null
  hasMore: boolean
}

/** New events that wait. More are counted as "500+" and read again after the click. */
export const MAX_PENDING = 500

/** Rows of a list that follows the live events. The oldest rows beyond are read again on scroll. */
export const MAX_FOLLOWED_ROWS = 2_000

/** New events of one message that may enter the list at once. More would make it unreadable. */
const MAX_FLOW = 5

export const EMPTY_LIST: EventList = { rows: [], pending: [], isPendingCut: false, cursor: null, hasMore: true }

export const toKey = ({ integration, seq }: Pick<EventSummary, 'integration' | 'seq'>): string =>
  `${seq}/${integration}`

interface Page {
  events: EventSummary[]
  next_cursor: string | null
  has_more: boolean
}

/** Adds a page of older events to the end of the list. */
export function addPage(list: EventList, page: Page): EventList {
  const known = new Set([...list.rows, ...list.pending].map(toKey))
  const rows = [...list.rows, ...page.events.filter(event => !known.has(toKey(event)))]
  return { ...list, rows, cursor: page.next_cursor, hasMore: page.has_more }
}

/**
 * Merges events from the live stream. A known event is replaced in its place. A new event enters at
 * the top when the list follows the stream, and waits in `pending` otherwise.
 *
 * @param matches whether a new event belongs into the filtered list
 * @param follows whether new events may move the rows
 */
export function addChanges(
  list: EventList,
  changes: readonly EventSummary[],
  matches: (event: EventSummary) => boolean,
  follows: boolean,
): EventList {
  const newest = new Map(changes.map(event => [toKey(event), event]))
  const replace = (event: EventSummary) => {
    const change = newest.get(toKey(event))
    if (change) newest.delete(toKey(event))
    return change ?? event
  }
  const rows = list.rows.map(replace)
  const pending = list.pending.map(replace).filter(matches)
  const oldest = list.hasMore ? rows.at(-1)?.received_at : undefined
  const fresh = [...newest.values()].filter(event => matches(event) && !(oldest && event.received_at < oldest))
  const waits = [...fresh, ...pending].sort(byNewest)
  if (follows && fresh.length <= MAX_FLOW && !list.isPendingCut) {
    return { ...list, rows: [...rows, ...waits].sort(byNewest), pending: [] }
  }
  const isPendingCut = list.isPendingCut || waits.length > MAX_PENDING
  return { ...list, rows, pending: waits.slice(0, MAX_PENDING), isPendingCut }
}

/** Moves the events that wait into the list. */
export function showPending(list: EventList): EventList {
  const rows = [...list.rows, ...list.pending].sort(byNewest)
  return { ...list, rows, pending: [], isPendingCut: false }
}

function byNewest(a: EventSummary, b: EventSummary): number {
  if (a.received_at !== b.received_at) return a.received_at < b.received_at ? 1 : -1
  if (a.integration !== b.integration) return a.integration < b.integration ? 1 : -1
  return b.seq - a.seq
}
