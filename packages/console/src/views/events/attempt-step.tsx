import type { Attempt, Call } from '../../api/types'
import { CodeBlock } from '../../parts/code-block'
import { CopyButton } from '../../parts/copy-button'
import { toCallCurl } from './curl'
import { toDuration, toPlural } from './format'
import { TimelineStep } from './timeline-step'
import { toVisibleJson, toVisibleResponse, toVisibleText } from './visible-text'
import { toOutcomeWords, toWords } from './words'

const TONES = { delivered: 'done', dropped: 'skipped', dead: 'failed', retrying: 'retrying', waiting: 'open' } as const

interface AttemptStepProps {
  attempt: Attempt
  /** The requests with all values, for copies. */
  calls: Call[]
  time: string
}

/** One attempt with each request and its response. */
export function AttemptStep({ attempt, calls, time }: AttemptStepProps) {
  const { status, outcome, reason, explanation, message, duration_ms } = attempt
  const sentence = explanation ?? message ?? (reason && toWords(reason)) ?? toOutcomeWords(outcome)
  return (
    <TimelineStep title={`Attempt ${attempt.attempt}`} tone={TONES[status]} time={time}>
      <p class="data">{toVisibleText(sentence, 2_000)}</p>
      {calls.length > 0 && (
        <p class="quiet">
          {toPlural(calls.length, 'request')}
          {duration_ms !== null && `, ${toDuration(duration_ms)}`}
        </p>
      )}
      {attempt.calls.map((call, index) => (
        <CallView key={index} call={call} original={calls[index] ?? call} isOpen={index === calls.length - 1} />
      ))}
    </TimelineStep>
  )
}

function CallView({ call, original, isOpen }: { call: Call; original: Call; isOpen: boolean }) {
  const { method, url, body, status, response, milliseconds } = call
  const isGood = status !== null && status < 400
  return (
    <details class="event-call" open={isOpen}>
      <summary>
        <span class={`event-call-status numbers ${isGood ? 'event-call-good' : 'event-call-bad'}`}>
          {status ?? 'No response'}
        </span>
        <span class="mono">{method}</span>
        <span class="mono data event-call-url">{toVisibleText(url, 500)}</span>
        <span class="quiet numbers">{toDuration(milliseconds)}</span>
      </summary>
      <div class="event-call-bodies">
        {body !== null && body !== undefined && <CodeBlock label="Request" value={toVisibleJson(body)} />}
        {response !== null && <CodeBlock label="Response" value={toVisibleResponse(response) || '(an empty body)'} />}
        <CopyButton label="Copy request as curl" text={() => toCallCurl(original)} />
      </div>
    </details>
  )
}
