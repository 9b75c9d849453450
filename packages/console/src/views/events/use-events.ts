import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import { useLive } from '../../api/live'
import type { ApiError } from '../../api/request'
import type { EventSummary } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { addChanges, addPage, EMPTY_LIST, type EventList, MAX_FOLLOWED_ROWS, showPending, toKey } from './event-list'
import { type EventFilter, matchesFilter, toApiQuery } from './filters'

const PAGE = 100

/** Milliseconds between two reads of the first page while the live stream skips events. */
const REFRESH = 2_000

/** Rows that a search fills before it waits for a scroll. A rare filter reads many short pages. */
const MIN_ROWS = 50

/**
 * Loads the events of a filter page by page, and keeps them up to date from the live stream.
 *
 * @param filter the same object as long as the filters are the same
 * @param isLive false stops the live stream
 * @param follows whether new events may move the rows now
 * @param onChanges called with every event of the live stream, also those outside the filter
 */
export function useEvents(
  filter: EventFilter,
  isLive: boolean,
  follows: () => boolean,
  onChanges: (events: readonly EventSummary[]) => void,
) {
  const [list, setList] = useState<EventList>(EMPTY_LIST)
  const [isLoading, setLoading] = useState(true)
  const [error, setError] = useState<ApiError | null>(null)
  const current = useRef(list)
  const request = useRef<AbortController | null>(null)
  const lastRefresh = useRef(0)
  const latestFilter = useRef(filter)
  latestFilter.current = filter
  /** True when no event can be missing between the first page and the live stream. */
  const isComplete = useRef(false)

  const update = useCallback((next: EventList) => {
    current.current = next
    setList(next)
  }, [])

  const load = useCallback(
    async (isFresh: boolean): Promise<void> => {
      request.current?.abort()
      request.current = new AbortController()
      const { signal } = request.current
      setLoading(true)
      setError(null)
      if (isFresh) isComplete.current = false
      const wanted = isFresh ? MIN_ROWS : current.current.rows.length + MIN_ROWS
      try {
        for (let from = isFresh ? EMPTY_LIST : current.current; ; from = current.current) {
          const query = { ...toApiQuery(filter, new Date()), limit: PAGE, ...(from.cursor && { cursor: from.cursor }) }
          const page = await admin.findEvents(query, signal)
          if (signal.aborted) return
          update(addPage(from === EMPTY_LIST ? EMPTY_LIST : current.current, page))
          if (!page.has_more || current.current.rows.length >= wanted) break
        }
      } catch (thrown) {
        if (signal.aborted) return
        setError(toApiError(thrown))
      }
      setLoading(false)
    },
    [filter, update],
  )

  const merge = useCallback(
    (events: readonly EventSummary[]) => {
      const now = new Date()
      const isFollowing = follows()
      const next = addChanges(current.current, events, event => matchesFilter(filter, event, now), isFollowing)
      if (isFollowing && next.rows.length > MAX_FOLLOWED_ROWS && next.hasMore) void load(true)
      else update(next)
    },
    [filter, follows, load, update],
  )

  /** Reads the newest page. It is the way back after a pause, and when the stream skips events. */
  const refresh = useCallback(async () => {
    lastRefresh.current = Date.now()
    const page = await admin.findEvents({ ...toApiQuery(filter, new Date()), limit: PAGE }).catch(() => null)
    if (!page || latestFilter.current !== filter) return
    const known = new Set([...current.current.rows, ...current.current.pending].map(toKey))
    const isGap = page.has_more && page.events.length > 0 && !page.events.some(event => known.has(toKey(event)))
    merge(page.events)
    if (isGap) update({ ...current.current, isPendingCut: true })
  }, [filter, merge, update])

  useEffect(() => {
    update(EMPTY_LIST)
    void load(true)
    return () => request.current?.abort()
  }, [load, update])

  const state = useLive(isLive, ({ events, skipped }) => {
    onChanges(events)
    merge(events)
    if (skipped > 0 && Date.now() - lastRefresh.current > REFRESH) void refresh()
  })
  // What came in between the first page and the start of the stream is in neither.
  useEffect(() => {
    if (state !== 'live') isComplete.current = false
    else if (!isLoading && !isComplete.current) {
      isComplete.current = true
      void refresh()
    }
  }, [state, isLoading, refresh])

  const loadMore = useCallback(() => {
    if (!isLoading && error === null && current.current.hasMore) void load(false)
  }, [error, isLoading, load])
  const showNew = useCallback(() => {
    if (current.current.isPendingCut) void load(true)
    else update(showPending(current.current))
  }, [load, update])
  const retry = useCallback(() => void load(current.current.rows.length === 0), [load])
  return { list, isLoading, error, state, loadMore, showNew, retry }
}
