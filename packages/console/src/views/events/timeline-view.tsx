import type { Attempt, Call, EventDetail } from '../../api/types'
import { AttemptStep } from './attempt-step'
import { ConsentStep } from './consent-step'
import { toDuration, toTimeOfDay } from './format'
import { MappingStep } from './mapping-step'
import { type Step, toTimeline } from './timeline'
import { TimelineStep } from './timeline-step'
import { toVisibleText } from './visible-text'
import { toOutcomeWords, toWords } from './words'
import './timeline.css'

interface TimelineProps {
  /** The event as the page may show it. */
  detail: EventDetail
  /** The same event with all values, for copies. */
  original: EventDetail
}

/** The way of the event, from intake to the contact. */
export function Timeline({ detail, original }: TimelineProps) {
  const start = Date.parse(detail.received_at)
  const after = (iso: string) => `+${toDuration(Date.parse(iso) - start)}`
  return (
    <ol class="timeline" aria-label="Timeline">
      {toTimeline(detail).map((step, index) => (
        <StepView key={index} step={step} detail={detail} original={original} after={after} />
      ))}
    </ol>
  )
}

interface StepViewProps {
  step: Step
  detail: EventDetail
  original: EventDetail
  /** The time since intake: `+1.2 s`. */
  after: (iso: string) => string
}

function StepView({ step, detail, original, after }: StepViewProps) {
  switch (step.kind) {
    case 'received':
      return (
        <TimelineStep title="Received" tone="done" time={toTimeOfDay(step.at)}>
          <p class="quiet data">
            {detail.source ? `Source ${toVisibleText(detail.source)}. ` : ''}
            {detail.message_id && (
              <>
                Message id <span class="mono">{toVisibleText(detail.message_id)}</span>
              </>
            )}
          </p>
        </TimelineStep>
      )
    case 'consent':
      return <ConsentStep consent={detail.consent} />
    case 'mapping':
      return <MappingStep mapped={step.mapped} />
    case 'unmatched':
      return <UnmatchedStep subscriptions={step.subscriptions} />
    case 'pause':
      return (
        <TimelineStep title={`Waited ${toDuration(step.milliseconds)}`} tone="pause">
          <p class="quiet">
            {step.before > 1 ? `The pause before attempt ${step.before}.` : 'The event waited for its turn.'}
          </p>
        </TimelineStep>
      )
    case 'attempt':
      return (
        <AttemptStep attempt={step.attempt} calls={findCalls(original, step.attempt)} time={after(step.attempt.at)} />
      )
    case 'end':
      return <EndStep detail={detail} after={after} />
  }
}

/** The events that the actions take, beside the one that none of them takes. */
const UnmatchedStep = ({ subscriptions }: { subscriptions: Array<{ title: string; subscribe: string }> }) => (
  <TimelineStep title="No action takes this event" tone="skipped">
    {subscriptions.length > 0 && (
      <dl class="event-facts">
        {subscriptions.map(({ title, subscribe }) => (
          <>
            <dt>{toVisibleText(title)} takes</dt>
            <dd class="mono data">{toVisibleText(subscribe, 500)}</dd>
          </>
        ))}
      </dl>
    )}
  </TimelineStep>
)

const findCalls = ({ attempts_list }: EventDetail, { attempt }: Attempt): Call[] =>
  attempts_list.find(other => other.attempt === attempt)?.calls ?? []

function EndStep({ detail, after }: Pick<StepViewProps, 'detail' | 'after'>) {
  const { status, outcome, reason, contact_id, contact_url, at } = detail
  const time = at ? after(at) : undefined
  if (status === 'waiting') return <TimelineStep title="Waits for delivery" tone="open" />
  if (status === 'retrying') return <TimelineStep title="Waits for the next attempt" tone="open" />
  const words = [toOutcomeWords(outcome ?? status), reason && toWords(reason)].filter(Boolean).join(': ')
  return (
    <TimelineStep
      title={toVisibleText(words)}
      tone={status === 'delivered' ? 'done' : status === 'dead' ? 'failed' : 'skipped'}
      {...(time && { time })}
    >
      {contact_id && (
        <p>
          {contact_url ? (
            <a href={contact_url} target="_blank" rel="noreferrer">
              Contact {toVisibleText(contact_id)} in Freshdesk
            </a>
          ) : (
            `Contact ${toVisibleText(contact_id)}`
          )}
        </p>
      )}
    </TimelineStep>
  )
}
