import type { EventSummary } from '../../api/types'
import { StatusBadge } from '../../parts/status'
import { toCount, toDay, toDuration, toFullTime, toTimeOfDay } from './format'
import { maskPatterns, toPersonLabel } from './personal-data'
import { toVisibleText } from './visible-text'
import { toEventName, toReason } from './words'

interface EventRowProps {
  event: EventSummary
  href: string
  /** The place in the list, from 0. */
  index: number
  /** Pixels from the top of the list. */
  top: number
  isOpen: boolean
  showPersonalData: boolean
  now: Date
}

/** One event in the list. Its link covers the row, so that a click anywhere opens the event. */
export function EventRow({ event, href, index, top, isOpen, showPersonalData, now }: EventRowProps) {
  const { received_at, integration, http_status, attempts, duration_ms, reason, status, replayed_by } = event
  const sentence = replayed_by === null ? toReason(event) : `Replayed as event ${replayed_by}. ${toReason(event)}`
  const day = toDay(received_at, now)
  return (
    <tr
      class="event-row"
      aria-rowindex={index + 2}
      data-open={isOpen || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td class="event-time numbers" title={toFullTime(received_at)}>
        <time dateTime={received_at}>{toTimeOfDay(received_at)}</time>
        {day !== 'Today' && <small>{day}</small>}
      </td>
      <td class="event-person cut">
        <bdi>{toVisibleText(toPersonLabel(event.person, showPersonalData))}</bdi>
      </td>
      <td class="event-name cut">
        <a href={href} aria-current={isOpen ? 'true' : undefined} data-index={index}>
          <bdi>{toVisibleText(toEventName(event))}</bdi>
        </a>
      </td>
      <td class="event-integration cut">
        <bdi>{toVisibleText(integration)}</bdi>
      </td>
      <td class="event-outcome" title={reason ?? undefined}>
        <StatusBadge status={status} />
        <span class="event-reason cut">
          <bdi>{toVisibleText(showPersonalData ? sentence : maskPatterns(sentence), 300)}</bdi>
        </span>
      </td>
      <td class="event-http numbers">{http_status ?? <Nothing />}</td>
      <td class="event-attempts numbers">{toCount(attempts)}</td>
      <td class="event-duration numbers">{duration_ms ? toDuration(duration_ms) : <Nothing />}</td>
    </tr>
  )
}

const Nothing = () => (
  <span class="quiet">
    <span aria-hidden="true">–</span>
    <span class="visually-hidden">none</span>
  </span>
)
