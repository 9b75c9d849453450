import { useEffect, useMemo, useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { Destination, Integration } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { showToast } from '../../parts/toast'
import { isEqual } from './compare'
import { type Draft, findProblems, type Problems, toDraft, toPatch } from './draft'
import { type Change, listChanges } from './list-changes'
import { merge } from './merge'
import { toProblem } from './to-problem'

export interface DraftState {
  /** The integration that the draft began with. */
  base: Integration
  /** What is saved, as a draft. */
  saved: Draft
  draft: Draft
  changes: Change[]
  problems: Problems
  /** True when a different change was saved since the draft began. */
  isConflict: boolean
  isSaving: boolean
  change(part: Partial<Draft>): void
  discard(): void
  save(): Promise<void>
  /** Puts the unsaved changes on top of the newest integration. */
  rebase(): void
}

/** The unsaved changes of one integration, through the tabs of its page. */
export function useDraft(destination: Destination, latest: Integration, onChanged: () => void): DraftState {
  const [{ base, draft }, setState] = useState(() => ({ base: latest, draft: toDraft(destination, latest) }))
  const [refused, setRefused] = useState<Problems>({})
  const [isSaving, setSaving] = useState(false)
  const saved = useMemo(() => toDraft(destination, base), [destination, base])
  const changes = useMemo(() => listChanges(destination, saved, draft), [destination, saved, draft])
  const found = useMemo(() => findProblems(destination, draft, base), [destination, draft, base])
  const isNewer = latest.revision > base.revision

  const load = (integration: Integration) => {
    setState({ base: integration, draft: toDraft(destination, integration) })
    setRefused({})
  }
  // A pause changes the revision and no part of a draft.
  const isElsewhere = useMemo(() => isEqual(saved, toDraft(destination, latest)), [saved, destination, latest])
  useEffect(() => {
    if (!isNewer) return
    if (changes.length === 0) load(latest)
    else if (isElsewhere) setState(old => ({ ...old, base: latest }))
  }, [isNewer, isElsewhere, changes.length])

  return {
    base,
    saved,
    draft,
    changes,
    problems: { ...refused, ...found },
    isConflict: isNewer && !isElsewhere && changes.length > 0,
    isSaving,
    change: part => {
      setRefused({})
      setState(old => ({ ...old, draft: { ...old.draft, ...part } }))
    },
    discard: () => load(isNewer ? latest : base),
    rebase: () => {
      const theirs = toDraft(destination, latest)
      setState({ base: latest, draft: merge(saved, draft, theirs) })
    },
    save: async () => {
      setSaving(true)
      try {
        load(await saveDraft(destination, base, draft))
        showToast('Saved and deployed. New events use it within seconds.')
        // The pressed button is gone. The keyboard goes on in the view.
        document.getElementById('view')?.focus({ preventScroll: true })
      } catch (error) {
        const refusal = toApiError(error)
        if (refusal.code !== 'REVISION_CHANGED') setRefused(toProblem(destination, refusal))
      } finally {
        setSaving(false)
        onChanged()
      }
    },
  }
}

/**
 * Saves a draft. A pause that came first changes the revision and no part of the draft, so that the
 * draft is sent again.
 *
 * @throws ApiError 409 when a different change of the same parts came first
 */
async function saveDraft(destination: Destination, base: Integration, draft: Draft): Promise<Integration> {
  const send = (on: Integration) => admin.changeIntegration(on.name, toPatch(destination, on, draft))
  try {
    return await send(base)
  } catch (error) {
    if (toApiError(error).code !== 'REVISION_CHANGED') throw error
    const newest = await admin.integration(base.name)
    if (!isEqual(toDraft(destination, base), toDraft(destination, newest))) throw error
    return await send(newest)
  }
}
