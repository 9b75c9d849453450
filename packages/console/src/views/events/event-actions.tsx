import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { admin } from '../../api/admin'
import type { EventDetail } from '../../api/types'
import { useResource } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { CopyButton } from '../../parts/copy-button'
import { toIntakeCurl } from './curl'
import { ReplayEvent } from './replay-event'

interface EventActionsProps {
  detail: EventDetail
  onReplayed: () => void
  toHref: (event: { integration: string; seq: number }) => string
}

/** The buttons of one event. Copies hold the event as it came in, with its personal data. */
export function EventActions({ detail, onReplayed, toHref }: EventActionsProps) {
  const { route } = useLocation()
  const [isReplaying, setReplaying] = useState(false)
  const server = useResource('server', () => admin.server()).value
  const { status, replays, contact_url, integration, seq, replay_of } = detail
  const canReplay = !['waiting', 'retrying'].includes(status) && replays.length === 0
  const openAsTestEvent = () => route(`/test-event?integration=${encodeURIComponent(integration)}&seq=${seq}`)
  return (
    <div class="event-actions">
      {canReplay && (
        <Button kind={status === 'dead' ? 'main' : 'plain'} onClick={() => setReplaying(true)}>
          Replay
        </Button>
      )}
      {contact_url && (
        <a class="button button-plain" href={contact_url} target="_blank" rel="noreferrer">
          Open in Freshdesk <span aria-hidden="true">↗</span>
        </a>
      )}
      <CopyButton
        label="Copy as curl"
        text={() => toIntakeCurl(detail.type, detail.body, server?.intake_url ?? null)}
      />
      <Button onClick={openAsTestEvent}>Copy as test event</Button>
      {replay_of !== null && (
        <p>
          A replay of <a href={toHref({ integration, seq: replay_of })}>event {replay_of}</a>.
        </p>
      )}
      {replays.length > 0 && (
        <p>
          Replayed as{' '}
          {replays.map((replay, index) => (
            <>
              {index > 0 && ', '}
              <a href={toHref({ integration, seq: replay })}>event {replay}</a>
            </>
          ))}
          .
        </p>
      )}
      {isReplaying && <ReplayEvent event={detail} onClose={() => setReplaying(false)} onReplayed={onReplayed} />}
    </div>
  )
}
