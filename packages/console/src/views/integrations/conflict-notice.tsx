import { admin } from '../../api/admin'
import type { Integration } from '../../api/types'
import { useResource } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { Time } from '../../parts/time'
import { toVisibleText } from '../events/visible-text'
import type { DraftState } from './use-draft'

/** Says who changed the integration in the meantime, and offers both ways on. */
export function ConflictNotice({ latest, state }: { latest: Integration; state: DraftState }) {
  const { value } = useResource(`${latest.name}/${latest.revision}`, () => admin.revisions(latest.name))
  const newer = value?.revisions.filter(({ revision }) => revision > state.base.revision) ?? []
  return (
    <section class="conflict" role="alert" aria-label="A change came first">
      <h2>This integration was changed while you edited it</h2>
      <ul>
        {newer.map(({ revision, author, at, summary }) => (
          <li key={revision} class="data">
            <strong>{toVisibleText(author)}</strong>, <Time at={at} />: {summary}
          </li>
        ))}
      </ul>
      <p>Your changes: {state.changes.map(({ label }) => label).join(', ')}.</p>
      <div class="conflict-buttons">
        <Button kind="main" onClick={state.rebase}>
          Load it and keep my changes
        </Button>
        <Button onClick={state.discard}>Load it and discard my changes</Button>
      </div>
    </section>
  )
}
