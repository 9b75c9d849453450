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
      <progress
        aria-label="Events that have ended"
        max={Math.max(replayed, 1)}
        value={phase === 'done' ? Math.max(replayed, 1) : ended}
      />
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
