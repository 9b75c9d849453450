import { useState } from 'preact/hooks'
import type { DeadLetterGroup, EventSummary } from '../../api/types'
import { Button } from '../../parts/button'
import { Time } from '../../parts/time'
import { toCount, toPlural } from '../events/format'
import { toVisibleText } from '../events/visible-text'
import { toMessage, toWords } from '../events/words'
import { GroupEvents } from './group-events'

interface GroupCardProps {
  group: DeadLetterGroup
  onReplay: () => void
  onReplayOne: (event: EventSummary) => void
}

/** One reason of one integration: what happened, how to fix it, and its events on demand. */
export function GroupCard({ group, onReplay, onReplayOne }: GroupCardProps) {
  const [isOpen, setOpen] = useState(false)
  const { integration, reason, explanation, fix, count, superseded, oldest, newest } = group
  const message = toMessage(group, explanation ?? '')
  const title = toVisibleText(explanation ?? message ?? (reason ? toWords(reason) : 'Without a reason'), 400)
  const name = toVisibleText(integration)
  return (
    <section class="dead-group" aria-label={`${title} ${name}`}>
      <div class="dead-group-head">
        <strong class="dead-group-count numbers">{toCount(count)}</strong>
        <div class="dead-group-words">
          <h2 class="data">{title}</h2>
          {message && explanation && <p class="data quiet">Newest message: {toVisibleText(message, 1_000)}</p>}
          {fix && (
            <p class="data">
              <strong>Fix:</strong> {toVisibleText(fix, 1_000)}
            </p>
          )}
          <p class="dead-group-facts quiet">
            <bdi class="dead-group-integration">{name}</bdi>
            {reason && <bdi class="mono">{toVisibleText(reason)}</bdi>}
            <span>
              {count > 1 && (
                <>
                  first <Time at={oldest} />,{' '}
                </>
              )}
              last <Time at={newest} />
            </span>
            {superseded > 0 && <span>{toPlural(superseded, 'event')} with a newer delivered value</span>}
          </p>
        </div>
        <div class="dead-group-buttons">
          <Button onClick={() => setOpen(!isOpen)} label={`${isOpen ? 'Hide' : 'Show'} events: ${title} ${name}`}>
            {isOpen ? 'Hide events' : 'Show events'}
          </Button>
          <Button onClick={onReplay} label={`Replay ${toPlural(count, 'event')}: ${title} ${name}`}>
            Replay {toCount(count)}
          </Button>
        </div>
      </div>
      {isOpen && <GroupEvents group={group} onReplayOne={onReplayOne} />}
    </section>
  )
}
