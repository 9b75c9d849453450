import { useLocation } from 'preact-iso'
import { admin } from '../../api/admin'
import { useResource } from '../../api/use-resource'
import { PageHeader } from '../../parts/page-header'
import { EmptyState, ErrorState } from '../../parts/state'
import { toTestEvent } from '../events/curl'
import { SendTestEvent } from './send-test-event'

/** Sends one event. `?integration=support&seq=12` starts with a copy of that event. */
export function TestEvent(_: { rest: string[] }) {
  const { query } = useLocation()
  const { integration, seq = '' } = query
  const copied = integration !== undefined && /^\d{1,15}$/.test(seq) ? { integration, seq: Number(seq) } : null
  const { value, error, reload } = useResource(`${integration} ${seq}`, async signal => {
    const [{ sources }, event] = await Promise.all([
      admin.sources(),
      copied && admin.findEvent(copied.integration, copied.seq, signal),
    ])
    return { sources: sources.filter(({ enabled }) => enabled), event }
  })
  return (
    <>
      <PageHeader title="Send a test event" />
      {!value && error && <ErrorState error={error} onRetry={reload} />}
      {value && value.sources.length === 0 && <NoSource />}
      {value && value.sources.length > 0 && (
        <div class="test-event-view">
          {copied && (
            <p class="quiet test-event-copied">
              A copy of{' '}
              <a href={`/events/${encodeURIComponent(copied.integration)}/${copied.seq}`}>
                event {copied.seq} of <span class="data">{copied.integration}</span>
              </a>
              , with a new message id and the time of sending.
            </p>
          )}
          <SendTestEvent
            key={`${integration} ${seq}`}
            sources={value.sources}
            {...(value.event && { initialEvent: toTestEvent(value.event.body), initialSource: value.event.source })}
          />
        </div>
      )}
    </>
  )
}

const NoSource = () => (
  <EmptyState title="No source can send">
    <p>A test event comes from a source that is switched on. Three steps lead to the first delivered event.</p>
    <a class="button button-main" href="/start">
      Start
    </a>
  </EmptyState>
)
