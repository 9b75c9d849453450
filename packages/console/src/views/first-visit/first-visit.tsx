import { useCallback, useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { NewSourceWithKey } from '../../api/types'
import { useResource } from '../../api/use-resource'
import { PageHeader } from '../../parts/page-header'
import { ErrorState } from '../../parts/state'
import { SendTestEvent } from '../test-event/send-test-event'
import { ConnectStep } from './connect-step'
import { findConnected, findCurrentStep, findSendingSources, type Progress, type StepNumber } from './first-steps'
import { NewKey, SourceStep } from './source-step'
import { StepCard } from './step-card'
import './first-visit.css'

/** Leads from an empty server to the first delivered event, in three steps. */
export function FirstVisit(_: { rest: string[] }) {
  const { value, error, reload } = useResource('progress', loadProgress)
  return (
    <>
      <PageHeader title="Deliver the first event" />
      {!value && error && <ErrorState error={error} onRetry={reload} />}
      {value && <Steps progress={value} reload={reload} />}
    </>
  )
}

async function loadProgress(): Promise<Progress> {
  const [{ sources }, { integrations }, { events }] = await Promise.all([
    admin.sources(),
    admin.integrations(),
    admin.findEvents({ status: 'delivered', limit: 1 }),
  ])
  return { sources, integrations, hasDelivered: events.length > 0 }
}

function Steps({ progress, reload }: { progress: Progress; reload: () => void }) {
  const [added, setAdded] = useState<NewSourceWithKey | null>(null)
  const [isDelivered, setDelivered] = useState(false)
  const onDelivered = useCallback(() => setDelivered(true), [])
  const current = findCurrentStep(progress)
  const toState = (number: StepNumber) => {
    if (current === number) return 'current'
    return current === null || current > number ? 'done' : 'later'
  }
  const sources = progress.sources.filter(({ enabled }) => enabled).map(({ name }) => name)
  const connected = findConnected(progress).map(({ name }) => name)
  return (
    <ol class="first-visit">
      <StepCard
        number={1}
        title="Add a source"
        state={toState(1)}
        summary={
          current === 1
            ? 'A source is a site or an app that sends events. It gets a write key.'
            : `${sources.join(', ')} can send events.`
        }
      >
        {current === 1 ? (
          <SourceStep
            onAdded={source => {
              setAdded(source)
              reload()
            }}
          />
        ) : (
          added && <NewKey added={added} />
        )}
      </StepCard>
      <StepCard
        number={2}
        title="Connect Freshdesk"
        state={toState(2)}
        summary={
          connected.length > 0
            ? `${connected.join(', ')} takes the events.`
            : 'The domain of your account and the API key of an agent.'
        }
      >
        {current === 2 && (
          <ConnectStep sources={sources} taken={progress.integrations.map(({ name }) => name)} onAdded={reload} />
        )}
      </StepCard>
      <StepCard
        number={3}
        title="Send a test event"
        state={isDelivered ? 'done' : toState(3)}
        summary={
          current === null && !isDelivered
            ? 'An event was delivered already.'
            : 'Send the example, and watch it become a contact.'
        }
      >
        {(current === 3 || current === null) && (
          <SendTestEvent sources={findSendingSources(progress)} onDelivered={onDelivered} />
        )}
      </StepCard>
      {isDelivered && <Done />}
    </ol>
  )
}

const Done = () => (
  <li class="step-card step-card-end" data-state="current">
    <h2>The first event is delivered</h2>
    <p class="quiet">Your product can send now. From here on:</p>
    <p class="first-visit-links">
      <a class="button button-main" href="/events">
        See every event
      </a>
      <a class="button" href="/integrations">
        Change the mapping
      </a>
      <a class="button" href="/sources">
        Get code for your product
      </a>
    </p>
  </li>
)
