import type { Destination, Revision } from '../../api/types'
import { toShortText } from './event-paths'
import { describeSource, parseSource } from './field-source'
import type { Change } from './list-changes'
import { describeTrigger, parseTrigger } from './trigger'

const LABELS: Readonly<Record<string, string>> = {
  sources: 'Sources',
  consent: 'Consent categories',
  rate: 'Rate',
  share: 'Share',
  enabled: 'On',
  paused: 'Paused',
}

/** The longest value in the table of a change. */
const MAX_VALUE = 500

/** The changes of a revision in words: the labels of settings and fields, and their values. */
export const describeRevision = (destination: Destination, { changes }: Revision): Change[] =>
  changes.map(({ path, before, after }) => {
    const { label, toText } = findPlace(destination, path)
    return { label, before: toText(before), after: toText(after) }
  })

interface Place {
  label: string
  toText: (value: unknown) => string
}

/**
 * A path is `rate`, `settings.domain`, `subscriptions.signedUp.subscribe` or
 * `subscriptions.signedUp.mapping.email`.
 */
function findPlace({ settings, actions }: Destination, path: string): Place {
  const [root = '', name = '', part, ...field] = path.split('.')
  if (root === 'settings') {
    const setting = settings.find(({ key }) => key === name)
    const toChoice = (value: unknown) => setting?.choices?.find(choice => choice.value === value)?.label
    return { label: setting?.label ?? name, toText: value => toChoice(value) ?? toText(value) }
  }
  if (root !== 'subscriptions') return { label: LABELS[root] ?? path, toText }
  // The second subscription of an action is "signedUp#2".
  const action = actions.find(({ slug }) => slug === name.replace(/#\d+$/u, ''))
  const title = action?.title ?? name
  if (part === 'subscribe') return { label: `${title}: events`, toText: toTrigger }
  if (part !== 'mapping') return { label: `${title}: ${part ?? ''}`, toText }
  const key = field.join('.')
  return { label: `${title}: ${action?.fields.find(known => known.key === key)?.label ?? key}`, toText: toSource }
}

const toText = (value: unknown) => toShortText(value, MAX_VALUE) || 'empty'

const toTrigger = (value: unknown) => (typeof value === 'string' ? describeTrigger(parseTrigger(value)) : 'none')

function toSource(value: unknown): string {
  const source = parseSource(value)
  return source.kind === 'json' ? toText(value) : describeSource(source)
}
