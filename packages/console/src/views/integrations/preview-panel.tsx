import { useState } from 'preact/hooks'
import type { Preview } from '../../api/types'
import { compare, isEqual } from './compare'
import { ComparedTable } from './compared-table'
import type { ToShown } from './mask'
import type { PreviewState } from './use-preview'
import './preview-panel.css'

interface PreviewPanelProps {
  /** The slug and the title of the action that is edited. */
  action: { slug: string; title: string }
  saved: PreviewState
  /** Null when nothing is edited. */
  draft: PreviewState | null
  toShown: ToShown
}

const PARTS = [
  { part: 'contact', title: 'Contact', empty: 'No contact: see the result above.' },
  { part: 'request', title: 'Request', empty: 'No request would be sent.' },
  { part: 'payload', title: 'Payload', empty: 'The mapping finds no value in this event.' },
  { part: 'omitted', title: 'Left out', empty: 'Nothing is left out.' },
] as const

/** Outcomes of a dry run, for people. */
const OUTCOMES: Readonly<Record<string, string>> = {
  'would-send': 'Would be sent',
  dropped: 'Dropped',
  rejected: 'Rejected',
  failed: 'Failed',
}

type Part = (typeof PARTS)[number]['part']

/** What would become of one event: as saved, and with the unsaved changes. Sends nothing. */
export function PreviewPanel({ action, saved, draft, toShown }: PreviewPanelProps) {
  const [chosen, setChosen] = useState<Part>('contact')
  const before = saved.preview
  const after = draft ? draft.preview : before
  const hasDraft = draft !== null && after !== null
  if (!before) return <p class="preview-empty quiet">{saved.problem ?? 'The preview is on its way.'}</p>
  const parts = PARTS.map(part => {
    const rows = compare(toPart(part.part, before, action.slug), toPart(part.part, after ?? before, action.slug))
    return { ...part, rows, changed: rows.filter(({ state }) => state !== 'same').length }
  })
  const isSameResult =
    isEqual(before.result, (after ?? before).result) &&
    startsAction(before, action.slug) === startsAction(after ?? before, action.slug)
  const shown = parts.find(({ part }) => part === chosen)
  return (
    <div class="preview">
      <dl class="preview-results" aria-live="polite">
        <Result title={isSameResult ? 'Result' : 'Saved now'} preview={before} action={action} />
        {!isSameResult && <Result title="With your changes" preview={after ?? before} action={action} />}
      </dl>
      {draft?.problem && (
        <p class="field-problem data" role="alert">
          {draft.problem}
        </p>
      )}
      <fieldset class="preview-parts">
        <legend class="visually-hidden">Part of the preview</legend>
        {parts.map(({ part, title, changed }) => (
          <label key={part} class={part === chosen ? 'is-chosen' : ''}>
            <input
              type="radio"
              name="preview-part"
              class="visually-hidden"
              checked={part === chosen}
              onChange={() => setChosen(part)}
            />
            {title}
            {changed > 0 && (
              <span class="preview-count">
                {changed}
                <span class="visually-hidden"> changed</span>
              </span>
            )}
          </label>
        ))}
      </fieldset>
      {shown && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keyboard.
        <section class="preview-table" aria-label={`${shown.title} in the preview`} tabIndex={0}>
          <ComparedTable
            label={shown.title}
            rows={shown.rows}
            hasDraft={hasDraft}
            toShown={toShown}
            empty={shown.empty}
          />
        </section>
      )}
    </div>
  )
}

function Result({
  title,
  preview,
  action,
}: {
  title: string
  preview: Preview
  action: { slug: string; title: string }
}) {
  const { outcome, explanation, message } = preview.result
  const matches = startsAction(preview, action.slug)
  return (
    <div>
      <dt>{title}</dt>
      <dd class="data">
        <strong>{OUTCOMES[outcome] ?? outcome}</strong>. {explanation ?? message}
        {!matches && <span class="quiet"> This event does not start {action.title}.</span>}
      </dd>
    </div>
  )
}

const startsAction = ({ actions }: Preview, slug: string) =>
  actions.some(({ action, matches }) => action === slug && matches)

function toPart(part: Part, { actions, requests }: Preview, slug: string): unknown {
  const action = actions.find(known => known.action === slug)
  switch (part) {
    case 'contact':
      return action?.contact ?? undefined
    case 'payload':
      return action?.payload ?? undefined
    case 'omitted':
      return Object.fromEntries(
        action?.omitted.map(({ field, reason, explanation }) => [field, explanation ?? reason]) ?? [],
      )
    case 'request':
      // Numbers would mean nothing to a reader when there is one request only.
      return requests.length === 1 ? requests[0] : requests
  }
}
