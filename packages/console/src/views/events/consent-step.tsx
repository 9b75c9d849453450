import type { EventDetail } from '../../api/types'
import { toFullTime } from './format'
import { TimelineStep } from './timeline-step'
import { toVisibleText } from './visible-text'

const STATES = { granted: 'granted', denied: 'denied', unknown: 'not in the event' } as const

/** The decision about consent, and what it rests on. */
export function ConsentStep({ consent }: { consent: EventDetail['consent'] }) {
  const { required, state, known, decision, sentence } = consent
  return (
    <TimelineStep
      title={decision === 'passed' ? 'Consent: passed' : 'Consent: dropped'}
      tone={decision === 'passed' ? 'done' : 'skipped'}
    >
      <p class="data">{toVisibleText(sentence, 1_000)}</p>
      <dl class="event-facts">
        <dt>Needed</dt>
        <dd>{required.length === 0 ? 'No category' : toVisibleText(required.join(', '))}</dd>
        <dt>In the event</dt>
        <dd>{STATES[state]}</dd>
        {[...new Set(known.map(toKnown))].slice(0, 5).map(text => (
          <>
            <dt>Known</dt>
            <dd class="data">{toVisibleText(text, 500)}</dd>
          </>
        ))}
      </dl>
    </TimelineStep>
  )
}

/** `marketing granted, since 25 Nov 2026, 18:02:55.444 (UTC)`. */
function toKnown({ categories, at }: EventDetail['consent']['known'][number]): string {
  const states = Object.entries(categories).map(([name, granted]) => `${name} ${granted ? 'granted' : 'denied'}`)
  return `${states.join(', ')}, since ${toFullTime(at)}`
}
