import { useEffect } from 'preact/hooks'
import { admin } from '../../api/admin'
import { useLive } from '../../api/live'
import { useResource } from '../../api/use-resource'
import { CodeBlock } from '../../parts/code-block'
import { StatusBadge } from '../../parts/status'
import { type DeliveryStep, hasEnded, toDeliverySteps, toSummary } from './delivery-steps'

/** Milliseconds between two looks at an event on its way. The live stream can be interrupted. */
const LOOK = 1_000

interface ArrivalProps {
  integration: string
  seq: number
  onDelivered?: (() => void) | undefined
}

/** Follows one event to its end: what happened in each step, or why it stopped. */
export function Arrival({ integration, seq, onDelivered }: ArrivalProps) {
  const {
    value: found,
    error,
    reload,
  } = useResource(`${integration} ${seq}`, async signal => {
    const [event, { paused }] = await Promise.all([
      admin.findEvent(integration, seq, signal),
      admin.integration(integration),
    ])
    return { event, paused }
  })
  const value = found?.event ?? null
  const isOver = value !== null && hasEnded(value)
  useLive(!isOver, ({ events }) => {
    if (events.some(event => event.integration === integration && event.seq === seq)) reload()
  })
  useEffect(() => {
    if (isOver) return
    const timer = setInterval(reload, LOOK)
    return () => clearInterval(timer)
  }, [isOver, reload])
  useEffect(() => {
    if (value?.status === 'delivered') onDelivered?.()
  }, [value?.status, onDelivered])
  const place = `/events/${encodeURIComponent(integration)}/${seq}`
  return (
    <article class="arrival" aria-label={`Event ${seq} of ${integration}`}>
      <header class="arrival-header">
        <h2 class="data">{integration}</h2>
        {value && <StatusBadge status={value.status} />}
        <a href={place}>Open event {seq}</a>
      </header>
      <p class="visually-hidden" role="status">
        {value && toSummary(value)}
      </p>
      {found?.paused && !isOver && (
        <p class="arrival-paused" role="status">
          <span class="data">{integration}</span> is paused, so the event waits.{' '}
          <a href={`/integrations/${encodeURIComponent(integration)}`}>Resume it</a>
        </p>
      )}
      {!value && error && <p class="field-problem data">{error.message}</p>}
      {value && (
        <ol class="delivery-steps">
          {toDeliverySteps(value).map(step => (
            <Step key={step.key} step={step} />
          ))}
        </ol>
      )}
      {value?.contact_url && isOver && (
        <a class="button" href={value.contact_url} target="_blank" rel="noreferrer">
          Open the contact in Freshdesk <span aria-hidden="true">↗</span>
        </a>
      )}
    </article>
  )
}

const MARKS = { done: '✓', active: '…', dropped: '–', failed: '✕', later: '' }

const WORDS = { done: 'done', active: 'running', dropped: 'dropped', failed: 'failed', later: 'not reached' }

const Step = ({ step: { title, state, lines, httpStatus, omitted = [], calls = [] } }: { step: DeliveryStep }) => (
  <li class="delivery-step" data-state={state}>
    <span class="delivery-step-mark" role="img" aria-label={WORDS[state]}>
      {MARKS[state]}
    </span>
    <div>
      <h3>
        {title} {httpStatus != null && <span class="delivery-step-status numbers">{httpStatus}</span>}
      </h3>
      {lines.map(line => (
        <p key={line} class="data">
          {line}
        </p>
      ))}
      {omitted.map(({ field, reason, explanation }) => (
        <p key={field} class="data">
          <span class="mono">{field}</span>
          {explanation ? ` was left out. ${explanation}` : ` ${reason}, so it was left out.`}
        </p>
      ))}
      {calls.map(({ method, url, body, status }, index) => (
        <details key={index} class="delivery-call">
          <summary class="mono data">
            {method} {toPath(url)}
            {status !== null && ` → ${status}`}
          </summary>
          <CodeBlock label="Body of the request" value={body ?? 'The request has no body.'} />
        </details>
      ))}
    </div>
  </li>
)

/** The path of an address; the address as it is when it cannot be read. */
const toPath = (url: string): string => (URL.canParse(url) ? new URL(url).pathname + new URL(url).search : url)
