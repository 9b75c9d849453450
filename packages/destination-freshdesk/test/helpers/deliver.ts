import { basename, dirname } from 'node:path'
import { Destination, type JSONObject, transform } from '@segment/actions-core'
import definition, { type Result, type Settings } from '../../src'
import { normalizeContact } from '../../src/normalize/contact'
import { settings } from './ada'

// A shell may point the plugin at a mock; the tests use the real address.
delete process.env.FRESHDESK_BASE_URL

interface Options {
  settings?: Partial<Settings>
  /** Fields that replace those of the default mapping, or come on top of it. */
  mapping?: JSONObject
  host?: Parameters<Destination['onEvent']>[2]
}

let last: { event: object; mapping: JSONObject } | undefined

/**
 * Takes one event through the framework as a host does, with the preset Default. Rejects with the
 * error that the action throws.
 */
export async function deliver(event: object, options: Options = {}): Promise<Result | undefined> {
  const slug = findActionUnderTest() ?? ('event' in event ? 'signedUp' : 'identified')
  const preset = definition.presets?.find(({ partnerAction }) => partnerAction === slug)
  if (preset?.type !== 'automatic') throw new Error(`no preset for ${slug}: is it among the actions of src/index.ts?`)
  const subscription = { ...preset, mapping: { ...preset.mapping, ...options.mapping } }
  last = { event, mapping: subscription.mapping as JSONObject }
  const destination = new Destination(definition)
  const results = await destination.onEvent(
    event as Parameters<Destination['onEvent']>[0],
    { ...settings, ...options.settings, subscription } as never,
    options.host,
  )
  return results.find(result => result.output === 'Action Executed')?.data as Result | undefined
}

/**
 * The values that the last delivered event lost before any request, for the message of a failed
 * test.
 */
export function lastOmitted(): unknown {
  if (!last) return undefined
  try {
    return normalizeContact(transform(last.mapping, last.event as JSONObject), { defaultCountry: 'GB' })?.omitted
  } catch (error) {
    return error
  }
}

/** A test in the folder of an action means that action, registered or not. */
function findActionUnderTest(): string | undefined {
  const folder = dirname(expect.getState().testPath ?? '')
  return basename(dirname(folder)) === 'actions' ? basename(folder) : undefined
}

/** The error that a delivery ends with. Throws when the delivery succeeds. */
export async function rejection(
  delivery: Promise<unknown>,
): Promise<Error & { status?: number; code?: string; retryAfter?: number }> {
  const outcome = await delivery.then(
    value => ({ value }),
    error => ({ error }),
  )
  if ('error' in outcome) return outcome.error
  throw new Error(`was not rejected, but ended with ${JSON.stringify(outcome.value)}`)
}
