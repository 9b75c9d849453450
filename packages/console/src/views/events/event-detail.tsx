import { useEffect, useMemo, useRef } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { EventDetail, EventSummary } from '../../api/types'
import { useResource } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { CodeBlock } from '../../parts/code-block'
import { usePersonalData } from '../../parts/personal-data'
import { ErrorState } from '../../parts/state'
import { StatusBadge } from '../../parts/status'
import { EventActions } from './event-actions'
import { toFullTime } from './format'
import { maskDetail } from './mask-detail'
import { toPersonLabel } from './personal-data'
import { Timeline } from './timeline-view'
import { toVisibleJson, toVisibleText } from './visible-text'
import { toEventName, toMessage, toReason } from './words'
import './event-detail.css'

interface EventDetailPaneProps {
  integration: string
  seq: number
  /** The event as the list has it, which shows before the detail is loaded. */
  summary: EventSummary | null
  /** Another text loads the detail again. */
  version: string
  onClose: () => void
  toHref: (event: { integration: string; seq: number }) => string
}

/** One event: how it ended and why, each step on its way, and the event itself. */
export function EventDetailPane({ integration, seq, summary, version, onClose, toHref }: EventDetailPaneProps) {
  const { value, error, reload } = useResource(`${integration}/${seq} ${version}`, signal =>
    admin.findEvent(integration, seq, signal),
  )
  const isShown = usePersonalData()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // A row of the list keeps the focus, so that the keyboard goes on from there.
    if (!document.activeElement?.closest('.event-table')) heading.current?.focus({ preventScroll: true })
  }, [])
  const event = value ?? summary
  return (
    <section class="event-detail" aria-label="Event">
      <header class="event-detail-header">
        <div class="event-detail-title">
          <h2 ref={heading} tabIndex={-1}>
            <bdi>{event ? toVisibleText(toEventName(event), 120) : `Event ${seq}`}</bdi>
          </h2>
          {event && <StatusBadge status={event.status} />}
        </div>
        <Button kind="quiet" onClick={onClose} label="Close the event">
          ✕
        </Button>
        {event && (
          <p class="event-detail-facts quiet">
            <bdi class="event-detail-person">{toVisibleText(toPersonLabel(event.person, isShown))}</bdi>
            <span>{toFullTime(event.received_at)}</span>
            <bdi>
              {toVisibleText(integration)} #{seq}
            </bdi>
          </p>
        )}
      </header>
      {error && !value && <ErrorState error={error} onRetry={reload} />}
      {value && <DetailBody detail={value} isShown={isShown} onReplayed={reload} toHref={toHref} />}
      {!value && !error && (
        <p class="events-note" role="status">
          Loading the event
        </p>
      )}
    </section>
  )
}

interface DetailBodyProps {
  detail: EventDetail
  isShown: boolean
  onReplayed: () => void
  toHref: EventDetailPaneProps['toHref']
}

function DetailBody({ detail, isShown, onReplayed, toHref }: DetailBodyProps) {
  const shown = useMemo(() => (isShown ? detail : maskDetail(detail)), [detail, isShown])
  return (
    <div class="event-detail-body">
      <EventActions detail={detail} onReplayed={onReplayed} toHref={toHref} />
      <Verdict detail={shown} />
      <Timeline detail={shown} original={detail} />
      <details class="event-raw">
        <summary>The whole event</summary>
        <CodeBlock label="Event" value={toVisibleJson(shown.body)} />
      </details>
    </div>
  )
}

/** How the event ended, in words, and what to do about it. */
function Verdict({ detail }: { detail: EventDetail }) {
  const { status, fix, superseded_by } = detail
  const reason = toReason(detail)
  const message = toMessage(detail, reason)
  return (
    <div class={`event-verdict event-verdict-${status}`}>
      <p class="data">{toVisibleText(reason, 2_000)}</p>
      {message && <p class="data quiet">{toVisibleText(message, 2_000)}</p>}
      {fix && (
        <p class="data">
          <strong>Fix:</strong> {toVisibleText(fix, 2_000)}
        </p>
      )}
      {superseded_by !== null && (
        <p>
          <strong>Newer value:</strong> event {superseded_by} of the same person was delivered later.
        </p>
      )}
    </div>
  )
}
