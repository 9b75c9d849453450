import { useEffect, useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import { useLive } from '../../api/live'
import type { DeadLetterGroup, EventSummary } from '../../api/types'
import { useResource } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { PageHeader } from '../../parts/page-header'
import { EmptyState, ErrorState } from '../../parts/state'
import { toCount, toPlural } from '../events/format'
import { GroupCard } from './group-card'
import { ReplayDialog } from './replay-dialog'
import { type ReplayPlan, toPlan } from './replay-plan'
import { ReplayProgress } from './replay-progress'
import './dead-letters.css'

/** Milliseconds after a change until the groups are counted again. */
const SETTLE = 2_000

const toKey = ({ integration, reason }: DeadLetterGroup): string => `${integration} ${reason ?? ''}`

/** The events that ended without delivery, grouped by reason, each group with its way out. */
export function DeadLetters(_: { rest: string[] }) {
  const { value, error, isLoading, reload } = useResource('dead-letters', () => admin.findDeadLetters())
  const [plan, setPlan] = useState<ReplayPlan | null>(null)
  const [running, setRunning] = useState<{ id: number; plan: ReplayPlan; skip: boolean } | null>(null)
  const [hasChanged, setChanged] = useState(false)

  const groups = value?.groups ?? []
  const count = groups.reduce((sum, group) => sum + group.count, 0)

  useLive(true, ({ events, skipped }) => {
    // A delivered event can be the newer value of a dead letter.
    const isRelevant = ({ status }: EventSummary) => status === 'dead' || (status === 'delivered' && groups.length > 0)
    if (skipped > 0 || events.some(isRelevant)) setChanged(true)
  })
  useEffect(() => {
    if (!hasChanged) return
    const timer = setTimeout(() => {
      setChanged(false)
      reload()
    }, SETTLE)
    return () => clearTimeout(timer)
  }, [hasChanged, reload])

  const start = (chosen: ReplayPlan, skip: boolean) => {
    setPlan(null)
    setRunning({ id: Date.now(), plan: chosen, skip })
  }
  const replayOne = (event: EventSummary) => setPlan(toPlan([], event))
  return (
    <div class="dead-letters">
      <PageHeader title="Dead letters">
        {groups.length > 0 && (
          <Button kind="main" onClick={() => setPlan(toPlan(groups))}>
            Replay all {toCount(count)}
          </Button>
        )}
      </PageHeader>
      <div class="dead-letters-content">
        {groups.length > 0 && (
          <p class="quiet">
            {toPlural(count, 'event')} ended without delivery. Fix the cause, then replay the events: they are delivered
            again with the present settings and mapping.
          </p>
        )}
        {running && (
          <ReplayProgress
            key={running.id}
            plan={running.plan}
            skip={running.skip}
            onReplayed={reload}
            onClose={() => setRunning(null)}
          />
        )}
        {error && !value && <ErrorState error={error} onRetry={reload} />}
        {!value && isLoading && (
          <p class="quiet" role="status">
            Loading dead letters
          </p>
        )}
        {value && groups.length === 0 && (
          <EmptyState title="No dead letters">
            <p>Each event was delivered, dropped for a reason, or is still on its way.</p>
            <a href="/events">Look at the events</a>
          </EmptyState>
        )}
        {groups.map(group => (
          <GroupCard
            key={toKey(group)}
            group={group}
            onReplay={() => setPlan(toPlan([group]))}
            onReplayOne={replayOne}
          />
        ))}
      </div>
      {plan && <ReplayDialog plan={plan} onClose={() => setPlan(null)} onConfirm={skip => start(plan, skip)} />}
    </div>
  )
}
