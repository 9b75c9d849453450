import type { Pool } from 'pg'
import type { InferInput } from 'valibot'
import type { Destination } from '../../destinations/destination'
import { getDestination } from '../../destinations/registry'
import type { SecretBox } from '../../security/secret-box'
import { type AccountConfig, getAccount } from '../accounts'
import { findChangedPaths, toFlat } from './flat-config'
import { getSecrets } from './integration'
import type { revision } from './schemas'

type Revision = InferInput<typeof revision>
type Changes = Revision['changes']

/** The most revisions of one answer. */
const MAX_REVISIONS = 200

/** The changes of an integration, the newest first. A secret shows as "changed". */
export async function findRevisions(pool: Pool, box: SecretBox, name: string): Promise<Revision[]> {
  const { id, destination } = await getAccount(pool, box, name)
  const { rows } = await pool.query<{
    revision: number
    at: Date
    author: string
    before: Buffer | null
    after: Buffer
    undo_of: number | null
  }>(
    `select revision, at, author, before, after, undo_of from revision where account = $1
     order by revision desc limit ${MAX_REVISIONS}`,
    [id],
  )
  return rows.map(({ before, after, at, undo_of, ...row }) => {
    const changes = before
      ? toChanges(getDestination(destination), JSON.parse(box.open(before)), JSON.parse(box.open(after)))
      : []
    const summary = before ? toSummary(getDestination(destination), changes) : 'Added the integration.'
    return {
      ...row,
      at: at.toISOString(),
      summary: undo_of === null ? summary : `Took back revision ${undo_of}: ${summary}`,
      changes,
    }
  })
}

function toChanges(destination: Destination, before: AccountConfig, after: AccountConfig): Changes {
  const [old, now] = [toFlat(destination, before), toFlat(destination, after)]
  const secrets = new Set(getSecrets(destination).map(key => `settings.${key}`))
  return findChangedPaths(old, now).map(path =>
    secrets.has(path)
      ? { path, before: null, after: 'changed' }
      : { path, before: old[path] ?? null, after: now[path] ?? null },
  )
}

function toSummary(destination: Destination, changes: Changes): string {
  const [first, ...others] = changes
  if (!first) return 'Changed nothing.'
  const sentence = toSentence(destination, first)
  return others.length === 0 ? `${sentence}.` : `${sentence}, and ${others.length} more.`
}

function toSentence(destination: Destination, { path, before, after }: Changes[number]): string {
  if (path === 'paused') return after ? 'Paused the deliveries' : 'Resumed the deliveries'
  if (path === 'enabled') return `Switched the integration ${after ? 'on' : 'off'}`
  const label = toLabel(destination, path)
  if (after === 'changed' && path.startsWith('settings.') && before === null) return `Changed ${label}`
  if (!isShort(before) || !isShort(after)) return `Changed ${label}`
  if (before === null) return `Set ${label} to ${toText(after)}`
  return after === null ? `Removed ${label}` : `Changed ${label} from ${toText(before)} to ${toText(after)}`
}

/**
 * "settings.domain" is the setting by its label, "subscriptions.signedUp.mapping.email" a field of
 * an action.
 */
function toLabel({ definition }: Destination, path: string): string {
  const [root = '', name = '', key = '', ...field] = path.split('.')
  if (root === 'settings') return `the setting ${definition.authentication?.fields[name]?.label ?? name}`
  if (root !== 'subscriptions') return root
  const action = definition.actions[name.replace(/#\d+$/, '')]
  const title = action?.title ?? name
  if (key !== 'mapping') return key === 'subscribe' ? `the events of ${title}` : `the name of ${title}`
  return `${action?.fields[field.join('.')]?.label ?? field.join('.')} of ${title}`
}

const isShort = (value: unknown): boolean => typeof value !== 'object' || value === null || Array.isArray(value)

const toText = (value: unknown): string => {
  const text = Array.isArray(value) ? value.join(', ') || 'nothing' : String(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
