import type { Destination } from '../../api/types'
import { isEqual } from './compare'
import { type ActionDraft, type Draft, parseList } from './draft'
import { describeSource } from './field-source'
import { describeTrigger } from './trigger'

/** One change in words. */
export interface Change {
  /** Such as `Rate` or `Signed Up: E-mail`. */
  label: string
  before: string
  after: string
}

/** The differences of two drafts in the order of the page. A secret never appears. */
export function listChanges(destination: Destination, before: Draft, after: Draft): Change[] {
  const changes: Change[] = []
  const add = (label: string, from: string, to: string) => {
    if (from !== to) changes.push({ label, before: from, after: to })
  }
  for (const { key, label, secret, choices } of destination.settings) {
    const toLabel = (value: string) => choices?.find(choice => choice.value === value)?.label ?? orEmpty(value)
    if (secret) add(label, 'stored', after.settings.secrets[key]?.trim() ? 'replaced' : 'stored')
    else add(label, toLabel(before.settings.values[key] ?? ''), toLabel(after.settings.values[key] ?? ''))
  }
  add('Sources', orEmpty(before.sources.join(', ')), orEmpty(after.sources.join(', ')))
  add('Consent categories', toCategories(before.consent), toCategories(after.consent))
  add('Rate', before.rate || 'the reported limit', after.rate || 'the reported limit')
  add('Share', `${before.share || '100'} %`, `${after.share || '100'} %`)
  for (let index = 0; index < Math.max(before.actions.length, after.actions.length); index += 1) {
    addActionChanges(destination, before.actions[index], after.actions[index], add)
  }
  return changes
}

function addActionChanges(
  { actions }: Destination,
  before: ActionDraft | undefined,
  after: ActionDraft | undefined,
  add: (label: string, from: string, to: string) => void,
): void {
  const action = actions.find(({ slug }) => slug === (after ?? before)?.action)
  const title = action?.title ?? after?.action ?? before?.action ?? ''
  if (!before || !after || before.action !== after.action) {
    add(title, before ? 'on' : 'off', after ? 'on' : 'off')
    return
  }
  add(`${title}: events`, describeTrigger(before.trigger), describeTrigger(after.trigger))
  for (const field of new Set([...Object.keys(before.sources), ...Object.keys(after.sources)])) {
    const [from, to] = [before.sources[field] ?? NOTHING, after.sources[field] ?? NOTHING]
    if (isEqual(from, to)) continue
    const label = action?.fields.find(({ key }) => key === field)?.label ?? field
    const [fromText, toText] = [describeSource(from), describeSource(to)]
    add(`${title}: ${label}`, fromText, fromText === toText ? `${toText} (edited)` : toText)
  }
}

const NOTHING = { kind: 'nothing' } as const

const toCategories = (text: string) => parseList(text).join(', ') || 'empty'

const orEmpty = (text: string) => text || 'empty'
