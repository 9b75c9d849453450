import { useCallback, useMemo, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { admin } from '../../api/admin'
import type { EventSummary } from '../../api/types'
import { useResource } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { PageHeader } from '../../parts/page-header'
import { ErrorState } from '../../parts/state'
import { EventDetailPane } from './event-detail'
import { toKey } from './event-list'
import { EventTable } from './event-table'
import { FilterBar } from './filter-bar'
import { countFilters, type EventFilter, NO_FILTER, parseFilter, toAddressQuery } from './filters'
import { toCount } from './format'
import { KeyboardHelp } from './keyboard-help'
import { LiveButton } from './live-button'
import { NoEvents } from './no-events'
import { useEvents } from './use-events'
import { useKeys } from './use-keys'
import './events.css'

/** Every event with its outcome: the list, and beside it the event that the address names. */
export function Events({ rest }: { rest: string[] }) {
  const { url, route } = useLocation()
  const search = url.split('?')[1] ?? ''
  const filter = useMemo(() => parseFilter(new URLSearchParams(search)), [search])
  const [isLive, setLive] = useState(true)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [active, setActive] = useState<{ key: string } | null>(null)

  const [integration = null, seqText = ''] = rest
  const open = integration !== null && /^\d{1,15}$/.test(seqText) ? { integration, seq: Number(seqText) } : null
  const openKey = open && toKey(open)

  const isAtTop = useRef(true)
  const isOpenNow = useRef(false)
  isOpenNow.current = open !== null
  const follows = useCallback(() => isAtTop.current && !isOpenNow.current, [])
  // The open event can be outside the filter. A change of it loads its detail again.
  const [version, setVersion] = useState('')
  const noteOpenEvent = (events: readonly EventSummary[]) => {
    const changed = events.find(event => toKey(event) === openKey)
    if (changed) setVersion(`${changed.status} ${changed.attempts}`)
  }
  // An end in the past has no new events.
  const canBeLive = filter.until === '' || Date.parse(filter.until) > Date.now()
  const { list, isLoading, error, state, loadMore, showNew, retry } = useEvents(
    filter,
    isLive && canBeLive,
    follows,
    noteOpenEvent,
  )
  const { rows, pending, isPendingCut } = list

  const integrations = useResource('integrations', () => admin.integrations()).value?.integrations ?? []
  const toHref = (event: Pick<EventSummary, 'integration' | 'seq'> | null) => {
    const path = event ? `/events/${encodeURIComponent(event.integration)}/${event.seq}` : '/events'
    return search === '' ? path : `${path}?${search}`
  }
  const setFilter = (next: EventFilter) => {
    const query = toAddressQuery(next).toString()
    const path = url.split('?')[0] ?? '/events'
    route(query === '' ? path : `${path}?${query}`, true)
  }
  const close = () => {
    if (openKey !== null) setActive({ key: openKey })
    route(toHref(null))
  }
  const move = (step: number) => {
    const index = rows.findIndex(event => toKey(event) === (openKey ?? active?.key))
    const next = rows[index === -1 ? 0 : Math.min(Math.max(index + step, 0), rows.length - 1)]
    if (!next) return
    setActive({ key: toKey(next) })
    if (open) route(toHref(next), true)
  }
  useKeys({
    next: () => move(1),
    previous: () => move(-1),
    close: () => open && close(),
    search: () => document.querySelector<HTMLInputElement>('.event-filters input[name=person]')?.focus(),
    help: () => setHelpOpen(true),
  })

  const openRow = rows.find(event => toKey(event) === openKey) ?? null
  return (
    <div class="events" data-open={open !== null || undefined}>
      <PageHeader title="Events">
        <LiveButton isLive={isLive && canBeLive} isConnected={state === 'live'} onChange={setLive} />
        <Button kind="quiet" onClick={() => setHelpOpen(true)} label="Keyboard shortcuts">
          <kbd>?</kbd>
        </Button>
      </PageHeader>
      <FilterBar
        filter={filter}
        integrations={integrations.map(({ name }) => name)}
        names={distinct(rows, 'name')}
        reasons={distinct(rows, 'reason')}
        onChange={setFilter}
      />
      <div class="events-split">
        <section class="events-list" aria-label="Events" aria-busy={isLoading}>
          <div class="events-new" role="status">
            {pending.length > 0 && (
              <button type="button" onClick={() => showNewOnTop(showNew)}>
                ↑ {toCount(pending.length)}
                {isPendingCut && '+'} new {pending.length === 1 ? 'event' : 'events'}
              </button>
            )}
          </div>
          <EventTable
            rows={rows}
            hasMore={list.hasMore}
            openKey={openKey}
            active={active}
            toHref={toHref}
            onEnd={loadMore}
            onFollow={canFollow => {
              isAtTop.current = canFollow
            }}
          >
            {error && <ErrorState error={error} onRetry={retry} />}
            {!error && isLoading && (
              <p class="events-note" role="status">
                {rows.length === 0 ? 'Loading events' : 'Loading older events'}
              </p>
            )}
            {!error && !isLoading && rows.length === 0 && (
              <NoEvents isFiltered={countFilters(filter) > 0} onClear={() => setFilter(NO_FILTER)} />
            )}
            {!error && !isLoading && rows.length > 0 && !list.hasMore && <p class="events-note">No older events</p>}
          </EventTable>
        </section>
        {open && (
          <EventDetailPane
            key={openKey}
            integration={open.integration}
            seq={open.seq}
            summary={openRow}
            version={openRow ? `${openRow.status} ${openRow.attempts}` : version}
            onClose={close}
            toHref={toHref}
          />
        )}
      </div>
      {isHelpOpen && <KeyboardHelp onClose={() => setHelpOpen(false)} />}
    </div>
  )
}

function showNewOnTop(showNew: () => void): void {
  showNew()
  document.querySelector('.event-scroller')?.scrollTo({ top: 0 })
}

const distinct = (rows: EventSummary[], key: 'name' | 'reason'): string[] =>
  [...new Set(rows.slice(0, 1_000).flatMap(event => event[key] ?? []))].sort().slice(0, 50)
