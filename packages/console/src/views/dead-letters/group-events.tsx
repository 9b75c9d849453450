import { useCallback, useEffect, useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { ApiError } from '../../api/request'
import type { DeadLetterGroup, EventSummary } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { usePersonalData } from '../../parts/personal-data'
import { ErrorState } from '../../parts/state'
import { Time } from '../../parts/time'
import { toSearch } from '../../parts/to-search'
import { toPersonLabel } from '../events/personal-data'
import { toVisibleText } from '../events/visible-text'
import { toEventName } from '../events/words'

/** Events of a group that one click loads. */
const PAGE = 20

interface GroupEventsProps {
  group: DeadLetterGroup
  onReplayOne: (event: EventSummary) => void
}

/** The events of one group, the newest first. */
export function GroupEvents({ group, onReplayOne }: GroupEventsProps) {
  const { integration, reason, count } = group
  const [events, setEvents] = useState<EventSummary[]>([])
  const [cursor, setCursor] = useState<string | null>(null)
  const [state, setState] = useState<'loading' | 'more' | 'end' | ApiError>('loading')
  const isShown = usePersonalData()

  const load = useCallback(
    async (from: string | null) => {
      setState('loading')
      try {
        const found: EventSummary[] = []
        let position = from
        // A rare reason comes in short pages.
        do {
          const page = await admin.findEvents({
            integration,
            status: 'dead',
            limit: PAGE,
            ...(reason !== null && { reason }),
            ...(position && { cursor: position }),
          })
          found.push(...page.events.filter(event => event.reason === reason && event.replayed_by === null))
          position = page.has_more ? page.next_cursor : null
        } while (position !== null && found.length < PAGE)
        setEvents(old => (from === null ? found : [...old, ...found]))
        setCursor(position)
        setState(position === null ? 'end' : 'more')
      } catch (error) {
        setState(toApiError(error))
      }
    },
    [integration, reason],
  )
  // Another count means other events.
  useEffect(() => void load(null), [load, count])

  return (
    <div class="dead-events">
      <ul aria-label="Events of the group">
        {events.map(event => (
          <li key={event.seq}>
            <a href={`/events/${encodeURIComponent(event.integration)}/${event.seq}`}>
              <bdi>{toVisibleText(toPersonLabel(event.person, isShown), 120)}</bdi>
            </a>
            <bdi class="cut">{toVisibleText(toEventName(event), 120)}</bdi>
            <span class="quiet">
              <Time at={event.received_at} />
            </span>
            <span class="dead-events-newer">
              {event.superseded_by !== null && (
                <a href={`/events/${encodeURIComponent(event.integration)}/${event.superseded_by}`}>
                  Newer value delivered
                </a>
              )}
            </span>
            <Button onClick={() => onReplayOne(event)} label={`Replay event ${event.seq}`}>
              Replay
            </Button>
          </li>
        ))}
      </ul>
      {typeof state === 'object' && <ErrorState error={state} onRetry={() => void load(cursor)} />}
      {state === 'loading' && (
        <p class="quiet" role="status">
          Loading events
        </p>
      )}
      <p class="dead-events-end">
        {state === 'more' && <Button onClick={() => void load(cursor)}>Show {PAGE} more</Button>}
        <a href={`/events${toSearch({ status: 'dead', reason, integration })}`}>Open in the list of events</a>
      </p>
    </div>
  )
}
