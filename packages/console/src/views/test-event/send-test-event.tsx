import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { ApiError } from '../../api/request'
import type { Source, TestEventResult } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { Arrival } from './arrival'
import { EventEditor } from './event-editor'
import { Choice } from './event-form'
import { EXAMPLE, toText } from './example'
import { parseEvent } from './parse-event'
import './test-event.css'

interface SendTestEventProps {
  sources: readonly Source[]
  /** The event that the editor shows first. By default the example. */
  initialEvent?: unknown
  initialSource?: string | null
  onDelivered?: () => void
}

/** An editor for one event, and beside it the way of the event after it is sent. */
export function SendTestEvent({ sources, initialEvent = EXAMPLE, initialSource, onDelivered }: SendTestEventProps) {
  const [text, setText] = useState(() => toText(initialEvent))
  const [source, setSource] = useState(initialSource ?? sources[0]?.name ?? '')
  const [isBusy, setBusy] = useState(false)
  const [sent, setSent] = useState<TestEventResult | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const parsed = useMemo(() => parseEvent(text), [text])
  const watch = useRef<HTMLElement>(null)
  // On a phone, the way of the event is below the form.
  useEffect(() => {
    if (sent && matchMedia('(max-width: 1100px)').matches) watch.current?.scrollIntoView()
  }, [sent])
  const send = async () => {
    if (!parsed.event) return
    setBusy(true)
    setError(null)
    try {
      setSent(await admin.sendTestEvent(source, parsed.event))
    } catch (problem) {
      setError(toApiError(problem))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div class="test-event">
      <form
        class="test-event-edit"
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        <EventEditor text={text} parsed={parsed} onChange={setText} />
        <div class="test-event-send">
          <Choice
            label="Source"
            value={source}
            choices={sources.map(({ name }) => [name, name])}
            onChange={setSource}
          />
          <Button kind="main" type="submit" isBusy={isBusy} isDisabled={!parsed.event || source === ''}>
            Send the event
          </Button>
        </div>
        {error && (
          <p class="field-problem data" role="alert">
            {error.message}
          </p>
        )}
      </form>
      <section ref={watch} class="test-event-watch" aria-label="The way of the event">
        {sent ? <Sent key={sent.message_id} sent={sent} onDelivered={onDelivered} /> : <BeforeSending />}
      </section>
    </div>
  )
}

const Sent = ({ sent, onDelivered }: { sent: TestEventResult; onDelivered: (() => void) | undefined }) => (
  <>
    {sent.problem && (
      <p class="test-event-problem data" role="alert">
        {sent.problem}
      </p>
    )}
    {sent.events.map(({ integration, seq }) => (
      <Arrival key={`${integration} ${seq}`} integration={integration} seq={seq} onDelivered={onDelivered} />
    ))}
  </>
)

const BeforeSending = () => (
  <div class="test-event-before">
    <h2>Watch it arrive</h2>
    <p class="quiet">
      The event takes the same way as an event of your product: received, consent, mapped, request, response. Each step
      appears here.
    </p>
    <p class="quiet">The event is real: with a real Freshdesk account it makes a real contact.</p>
  </div>
)
