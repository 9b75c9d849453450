import type { Destination, Integration, IntegrationChange, Subscription } from '../../api/types'
import { isEqual } from './compare'
import { type FieldSource, findProblem, parseSource, toDirective } from './field-source'
import { findSettingProblems, type SettingForm, toSettingForm, toSettings } from './setting-form'
import { findTriggerProblem, parseTrigger, type Trigger, toQuery } from './trigger'

/** An integration as a person edits it. Nothing is saved before a press on "Save and deploy". */
export interface Draft {
  sources: string[]
  settings: SettingForm
  actions: ActionDraft[]
  /** Categories with commas between them. */
  consent: string
  /** Requests a minute as text; empty for the limit that the account reports. */
  rate: string
  /** Percent of the reported limit as text; empty for all of it. */
  share: string
}

export interface ActionDraft {
  action: string
  name?: string | undefined
  trigger: Trigger
  sources: Record<string, FieldSource>
  /** The mapping that {@link sources} was read from. Untouched directives are sent unchanged. */
  base: Record<string, unknown>
}

/** Problems by place, such as `rate`, `settings.domain` or `actions.0.email`. */
export type Problems = Record<string, string>

export const toDraft = (destination: Destination, integration: Integration): Draft => ({
  sources: integration.sources,
  settings: toSettingForm(destination, integration),
  actions: integration.subscriptions.map(toActionDraft),
  consent: integration.consent.join(', '),
  rate: integration.rate === null ? '' : String(integration.rate),
  share: integration.share === null ? '' : String(Math.round(integration.share * 100)),
})

export const toActionDraft = ({ partnerAction, name, subscribe, mapping = {} }: Subscription): ActionDraft => ({
  action: partnerAction,
  name,
  trigger: parseTrigger(subscribe),
  sources: Object.fromEntries(Object.entries(mapping).map(([field, directive]) => [field, parseSource(directive)])),
  base: mapping,
})

/** The subscription of an action. @throws SyntaxError when a source has a problem */
function toSubscription({ action, name, trigger, sources, base }: ActionDraft): Subscription {
  const mapping: Record<string, unknown> = {}
  for (const [field, source] of Object.entries(sources)) {
    const directive = isEqual(source, parseSource(base[field])) ? base[field] : toDirective(source)
    if (directive !== undefined) mapping[field] = directive
  }
  return { ...(name && { name }), partnerAction: action, subscribe: toQuery(trigger), mapping }
}

export function findProblems(destination: Destination, draft: Draft, stored?: Integration): Problems {
  const problems: Problems = {}
  if (draft.sources.length === 0) problems.sources = 'Choose at least one source.'
  const settings = findSettingProblems(destination, draft.settings, stored)
  for (const [key, problem] of Object.entries(settings)) problems[`settings.${key}`] = problem
  if (!isWholeNumber(draft.rate, 1, 1_000_000)) problems.rate = 'Enter a whole number of requests a minute.'
  if (!isWholeNumber(draft.share, 1, 100)) problems.share = 'Enter a whole number from 1 to 100.'
  for (const [index, { trigger, sources }] of draft.actions.entries()) {
    const problem = findTriggerProblem(trigger)
    if (problem) problems[`actions.${index}`] = problem
    for (const [field, source] of Object.entries(sources)) {
      const found = findProblem(source)
      if (found) problems[`actions.${index}.${field}`] = found
    }
  }
  return problems
}

/** The body of a PATCH: the revision that the draft began with, and each part that changed. */
export function toPatch(destination: Destination, stored: Integration, draft: Draft): IntegrationChange {
  const body = toBody(destination, draft)
  const before = toBody(destination, toDraft(destination, stored))
  const settings = Object.entries(body.settings).filter(([key, value]) => !isEqual(value, before.settings[key]))
  return {
    revision: stored.revision,
    ...(settings.length > 0 && { settings: Object.fromEntries(settings) }),
    ...(!isEqual(draft.sources, stored.sources) && { sources: draft.sources }),
    ...(!isEqual(body.consent, before.consent) && { consent: body.consent }),
    ...(!isEqual(body.subscriptions, before.subscriptions) && { subscriptions: body.subscriptions }),
    ...(body.rate !== before.rate && { rate: body.rate }),
    ...(body.share !== before.share && { share: body.share }),
  }
}

/**
 * The parts of a draft as the admin API takes them.
 *
 * @throws SyntaxError when a source has a problem
 */
export const toBody = (destination: Destination, draft: Draft) => ({
  sources: draft.sources,
  settings: toSettings(destination, draft.settings),
  subscriptions: draft.actions.map(toSubscription),
  consent: parseList(draft.consent),
  rate: draft.rate.trim() ? Number(draft.rate) : null,
  share: draft.share.trim() ? Number(draft.share) / 100 : null,
})

/** The parts of a text with commas. */
export const parseList = (text: string): string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)

function isWholeNumber(text: string, min: number, max: number): boolean {
  const trimmed = text.trim()
  return trimmed === '' || (/^\d+$/u.test(trimmed) && Number(trimmed) >= min && Number(trimmed) <= max)
}
