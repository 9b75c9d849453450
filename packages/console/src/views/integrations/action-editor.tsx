import { useMemo } from 'preact/hooks'
import type { Destination, PreviewRequest } from '../../api/types'
import { Button } from '../../parts/button'
import { usePersonalData } from '../../parts/personal-data'
import { isEqual } from './compare'
import { type ActionDraft, toBody } from './draft'
import { findValue, listPaths, toShortText } from './event-paths'
import { FieldList } from './field-list'
import { createMask, toLastKey } from './mask'
import { toPresetAction } from './preset-action'
import { PreviewPanel } from './preview-panel'
import { SamplePicker } from './sample-picker'
import { TriggerEditor } from './trigger-editor'
import type { DraftState } from './use-draft'
import { usePreview } from './use-preview'
import { useSampleEvent } from './use-sample-event'
import './action-editor.css'

interface ActionEditorProps {
  destination: Destination
  state: DraftState
  index: number
  action: ActionDraft
  onChange: (action: ActionDraft) => void
  /** Null for the last action: an integration without an action delivers nothing. */
  onRemove: (() => void) | null
}

const SUGGESTIONS = 'places-of-the-event'

/** One action: its events and fields, beside the preview of one event. */
export function ActionEditor({ destination, state, index, action, onChange, onRemove }: ActionEditorProps) {
  const { base, saved, draft, changes, problems } = state
  const definition = destination.actions.find(({ slug }) => slug === action.action)
  const title = definition?.title ?? action.action
  const preset = useMemo(() => toPresetAction(destination, action.action), [destination, action.action])
  const sample = useSampleEvent(base.name, saved.actions[index]?.trigger ?? action.trigger)
  const isShown = usePersonalData()
  const isMasked = sample.choice.kind === 'recent' && !isShown
  const toShown = useMemo(() => createMask(sample.event, isMasked), [sample.event, isMasked])

  const { event } = sample
  const savedRequest = event ? { integration: base.name, event } : null
  const savedPreview = usePreview(savedRequest, base.revision)
  const isBroken = Object.keys(problems).some(place => place.startsWith('actions.'))
  const draftRequest = event && changes.length > 0 && !isBroken ? toRequest(destination, state, event) : null
  const draftPreview = usePreview(draftRequest, base.revision)
  const preview = (draftRequest ? draftPreview.preview : null) ?? savedPreview.preview
  const values = new Map(
    preview?.actions
      .find(({ action: slug }) => slug === action.action)
      ?.fields.map(({ field, value }) => [field, value]),
  )
  const isPreset = isEqual(draft.actions[index]?.sources, preset.sources) && isEqual(action.trigger, preset.trigger)
  return (
    <div class="action-editor">
      <div class="action-editor-fields">
        <p class="quiet">
          {definition?.description}{' '}
          <a class="action-editor-jump" href="#preview">
            See the preview
          </a>
        </p>
        <TriggerEditor
          action={title}
          trigger={action.trigger}
          problem={problems[`actions.${index}`] ?? null}
          onChange={trigger => onChange({ ...action, trigger })}
        />
        <FieldList
          action={action}
          definition={definition}
          saved={saved.actions[index]}
          preset={preset}
          problems={problems}
          index={index}
          suggestions={SUGGESTIONS}
          findValue={path => toShown(findValue(sample.event, path), toLastKey(path))}
          getValue={field => toShown(values.get(field), field)}
          onChange={onChange}
        />
        <div class="action-editor-buttons">
          {!isPreset && (
            <Button onClick={() => onChange({ ...preset, base: action.base })}>Reset {title} to the preset</Button>
          )}
          {onRemove && (
            <Button kind="quiet" onClick={onRemove}>
              Remove {title}
            </Button>
          )}
        </div>
        <datalist id={SUGGESTIONS}>
          {listPaths(sample.event).map(({ path, value }) => (
            <option key={path} value={`$.${path}`}>
              {toShortText(toShown(value, toLastKey(path)), 60)}
            </option>
          ))}
        </datalist>
      </div>
      <section id="preview" class="action-editor-preview" aria-label="Preview">
        <SamplePicker sample={sample} isShown={isShown} />
        {isBroken && <p class="quiet">The preview shows what is saved, because your changes have a problem.</p>}
        <PreviewPanel
          action={{ slug: action.action, title }}
          saved={savedPreview}
          draft={draftRequest ? draftPreview : null}
          toShown={toShown}
        />
      </section>
    </div>
  )
}

/** The draft as a preview takes it. A typed secret stays in the form. */
function toRequest(
  destination: Destination,
  { base, draft }: DraftState,
  event: PreviewRequest['event'],
): PreviewRequest {
  const { settings, subscriptions, consent } = toBody(destination, {
    ...draft,
    settings: { ...draft.settings, secrets: {} },
  })
  return { integration: base.name, settings, subscriptions, consent, event }
}
