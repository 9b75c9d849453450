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
        {known.slice(0, 5).map(({ categories, at }) => (
          <>
            <dt>Known</dt>
            <dd class="data">
              {toVisibleText(toList(categories), 500)}, since {toFullTime(at)}
            </dd>
          </>
        ))}
      </dl>
    </TimelineStep>
  )
}

const toList = (categories: Record<string, boolean>): string =>
  Object.entries(categories)
    .map(([name, granted]) => `${name} ${granted ? 'granted' : 'denied'}`)
    .join(', ')
