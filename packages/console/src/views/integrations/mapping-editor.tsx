import { useState } from 'preact/hooks'
import type { Destination } from '../../api/types'
import { Button } from '../../parts/button'
import { ActionEditor } from './action-editor'
import { isEqual } from './compare'
import type { ActionDraft } from './draft'
import { toPresetAction } from './preset-action'
import type { DraftState } from './use-draft'
import './mapping-editor.css'

/** The actions of an integration. One is open: its events, its mapping and a live preview. */
export function MappingEditor({ destination, state }: { destination: Destination; state: DraftState }) {
  const [chosen, setChosen] = useState(0)
  const { draft, saved, change } = state
  const index = Math.min(chosen, draft.actions.length - 1)
  const action = draft.actions[index]
  const missing = destination.actions.filter(({ slug }) => !draft.actions.some(known => known.action === slug))
  const setAction = (changed: ActionDraft) =>
    change({ actions: draft.actions.map((old, other) => (other === index ? changed : old)) })
  const add = (slug: string) => {
    change({ actions: [...draft.actions, toPresetAction(destination, slug)] })
    setChosen(draft.actions.length)
  }
  const remove = () => change({ actions: draft.actions.filter((_, other) => other !== index) })
  return (
    <div class="mapping">
      <fieldset class="mapping-actions">
        <legend class="visually-hidden">Action</legend>
        {draft.actions.map(({ action: slug }, other) => (
          <label key={other} class={other === index ? 'is-chosen' : ''}>
            <input
              type="radio"
              name="action"
              class="visually-hidden"
              checked={other === index}
              onChange={() => setChosen(other)}
            />
            {destination.actions.find(known => known.slug === slug)?.title ?? slug}
            {!isEqual(draft.actions[other], saved.actions[other]) && <span class="field-row-mark">changed</span>}
          </label>
        ))}
        {missing.map(({ slug, title }) => (
          <Button key={slug} kind="quiet" onClick={() => add(slug)}>
            + Add {title}
          </Button>
        ))}
      </fieldset>
      {action && (
        <ActionEditor
          key={`${index}/${action.action}`}
          destination={destination}
          state={state}
          index={index}
          action={action}
          onChange={setAction}
          onRemove={draft.actions.length > 1 ? remove : null}
        />
      )}
    </div>
  )
}
