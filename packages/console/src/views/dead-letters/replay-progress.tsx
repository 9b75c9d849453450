import { Button } from '../../parts/button'
import { toCount, toPlural } from '../events/format'
import type { ReplayPlan } from './replay-plan'
import { useReplay } from './use-replay'

interface ReplayProgressProps {
  plan: ReplayPlan
  skip: boolean
  /** Called when the dead letters have left their groups. */
  onReplayed: () => void
  onClose: () => void
}

/** Follows a replay to its end: first into the queue, then to Freshdesk. */
export function ReplayProgress({ plan, skip, onReplayed, onClose }: ReplayProgressProps) {
  const { phase, replayed, skipped, delivered, dropped, dead, problem } = useReplay(plan, skip, onReplayed)
  const ended = delivered + dropped + dead
  // Until the server says how many it replays, the plan is the measure.
  const max = Math.max(phase === 'queueing' ? plan.count : replayed, 1)
  const title = {
    queueing: 'Replaying',
    delivering: `Delivering ${toPlural(replayed, 'event')}`,
    done: replayed === 0 ? 'Nothing to replay' : `Replayed ${toPlural(replayed, 'event')}`,
  }[phase]
  return (
    <section class="replay-progress" aria-label="Replay">
      <div class="replay-progress-head">
        <h2>{title}</h2>
        {phase === 'done' && (
          <Button kind="quiet" onClick={onClose} label="Close the report of the replay">
            ✕
          </Button>
        )}
      </div>
      <progress aria-label="Events that have ended" max={max} value={phase === 'done' ? max : Math.min(ended, max)} />
      <p class="numbers" role="status">
        {[
          `${toCount(delivered)} delivered`,
          dropped > 0 && `${toCount(dropped)} dropped`,
          dead > 0 && `${toCount(dead)} dead again`,
          phase === 'delivering' && `${toCount(Math.max(replayed - ended, 0))} on their way`,
          skipped > 0 && `${toCount(skipped)} skipped, because a newer value was delivered`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {problem && (
        <p class="field-problem data" role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}
