import type { Destination } from '../../api/types'
import { type ActionDraft, toActionDraft } from './draft'

/** An action as the preset has it. */
export function toPresetAction(destination: Destination, slug: string): ActionDraft {
  const preset = destination.presets
    .flatMap(({ subscriptions }) => subscriptions)
    .find(({ partnerAction }) => partnerAction === slug)
  const known = destination.actions.find(action => action.slug === slug)
  const fallback = { partnerAction: slug, subscribe: known?.default_subscription ?? '', mapping: {} }
  return toActionDraft(preset ?? fallback)
}
