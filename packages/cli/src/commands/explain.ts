import { type ActionExplanation, explainEvent, freshdesk } from '@datafly/server/explain'
import { readConfig, readMappings } from '../config'
import { cause, openInput } from '../input'
import { detectForm } from '../input-form'
import type { Io } from '../io'
import type { EventLine } from '../ndjson/event-line'
import { readEvents } from '../ndjson/read-events'
import { readSettings } from '../settings'
import { toSubscriptions } from '../subscriptions'
import { printable, requestText } from '../text'
import { UsageError } from '../usage-error'

export interface ExplainOptions {
  config?: string
  mapping?: string
}

/**
 * Shows what becomes of one event: the action, the mapped payload, the consent, the contact, the
 * omissions and the requests. Sends nothing. Resolves to the exit code.
 *
 * @param source an event as JSON, a file whose first event is taken, or - for standard input
 */
export async function explain(source: string, options: ExplainOptions, io: Io): Promise<number> {
  const config = readConfig(options.config)
  const subscriptions = toSubscriptions(config, readMappings(options.mapping))
  // Nothing is sent, so neither the key nor the domain of an account is needed.
  const settings = readSettings({ FRESHDESK_API_KEY: 'none', ...io.env }, { domain: 'example', ...config })
  const { event } = await readFirstEvent(source, io)
  const print = (title: string, text: string) => io.stdout.write(`${title}\n${indent(text)}\n\n`)
  const { isOn, actions, report } = await explainEvent(event, {
    destination: freshdesk,
    settings: { ...settings },
    subscriptions,
    signal: io.signal,
  })
  const started = actions.filter(({ matches }) => matches)

  print('Event', toJson(event))
  if (!isOn) print('Integrations', 'The event switches Freshdesk off.')
  if (started.length === 0) print('Action', 'None: no subscription matches the type and the name of this event.')
  for (const action of started) printAction(action, settings.consentCategory, print)
  const [result = '', ...requests] = requestText(1, report).split('\n')
  print('Result', result.split('\t').slice(1).join('  '))
  print('Requests', requests.join('\n').trim() || 'None: nothing would be sent.')
  return 0
}

function printAction(
  { title, subscribe, payload, consent, contact, omitted, problem }: ActionExplanation,
  category = 'marketing',
  print: (title: string, text: string) => void,
): void {
  print('Action', `${title}, because ${subscribe}`)
  print('Mapped payload', toJson(payload))
  print('Consent', `${category}: ${consent?.state ?? 'not known'}`)
  print('Contact', problem ?? (contact ? toJson(contact) : 'None: the event is anonymous.'))
  print('Left out', omitted.map(({ field, reason }) => `${field}: ${reason}`).join('\n') || 'Nothing.')
}

async function readFirstEvent(source: string, io: Io): Promise<EventLine> {
  const isText = source.trimStart().startsWith('{')
  const input = isText ? null : openInput(source, io.stdin)
  try {
    const form = input
      ? await detectForm(input.bytes, source === '-' ? null : source)
      : { bytes: toBytes(source), separator: 'lines' as const }
    for await (const line of readEvents(form.bytes, form)) {
      if ('event' in line) return line
      throw new UsageError(line.message)
    }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${source} cannot be read: ${cause(error)}.`)
  } finally {
    input?.close()
  }
  throw new UsageError('There is no event to explain.')
}

async function* toBytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text.replaceAll('\n', ' '))
}

const toJson = (value: unknown) => JSON.stringify(value, null, 2)

const indent = (text: string) =>
  text
    .split('\n')
    .map(line => (line === '' ? '' : `  ${printable(line)}`))
    .join('\n')
