import type { RequestClient } from '@segment/actions-core'
import { parseSettings } from '../parse-settings'
import type { Settings } from '../settings'
import type { Client } from './client'
import { createFreshdeskClient } from './client'
import type { ContactField } from './contact-field'

/** The result of one check. `unknown`: the check found no answer, such as during an outage. */
export interface AccountCheck {
  name: 'credentials' | 'permission' | 'custom-field'
  state: 'passed' | 'failed' | 'unknown'
  /** A sentence for the operator, with the fix of a failure. */
  message: string
}

/**
 * A custom field that a subscription maps, and the type of its values when the mapping shows it.
 */
export interface MappedCustomField {
  name: string
  type?: 'text' | undefined
}

/** Types of custom fields that hold any text. */
const TEXT_TYPES: ReadonlySet<string> = new Set([
  'custom_text',
  'custom_paragraph',
  'custom_dropdown',
  'custom_phone_number',
  'custom_url',
])

/**
 * Tests the key, the permission to write contacts, and the custom fields of an account. Changes
 * nothing: the permission shows in the response to an empty contact, which Freshdesk refuses with
 * 400 when the agent may create contacts, and with 403 otherwise.
 *
 * @param fields the custom fields that the subscriptions map
 * @throws IntegrationError when a setting is wrong
 */
export async function checkAccount(
  request: RequestClient,
  settings: Settings,
  fields: readonly MappedCustomField[],
): Promise<AccountCheck[]> {
  const client = createFreshdeskClient(request, parseSettings(settings))
  const credentials = await attempt('credentials', () => checkCredentials(client))
  if (credentials.state !== 'passed') return [credentials]
  const permission = await attempt('permission', () => checkPermission(client))
  return [credentials, permission, ...(await checkFields(client, fields))]
}

async function checkCredentials(client: Client): Promise<AccountCheck> {
  const response = await client.viewCurrentAgent()
  if (response.status !== 200) throw client.toError(response)
  return { name: 'credentials', state: 'passed', message: 'Freshdesk accepts the API key.' }
}

async function checkPermission(client: Client): Promise<AccountCheck> {
  const response = await client.createContact({} as never)
  if (response.status !== 400) throw client.toError(response)
  return { name: 'permission', state: 'passed', message: 'The agent of the key may create contacts.' }
}

async function checkFields(client: Client, mapped: readonly MappedCustomField[]): Promise<AccountCheck[]> {
  if (mapped.length === 0) return []
  try {
    const response = await client.listContactFields()
    if (response.status === 403) return [NOT_ALLOWED]
    if (response.status !== 200 || !Array.isArray(response.data)) throw client.toError(response)
    const known = response.data as ContactField[]
    return mapped.map(field => checkField(field, known, client.settings.unknownCustomFields === 'leave-out'))
  } catch (error) {
    return [toCheck('custom-field', error)]
  }
}

const NOT_ALLOWED: AccountCheck = {
  name: 'custom-field',
  state: 'unknown',
  message: 'The agent of the key may not read the contact fields, so the custom fields are not checked.',
}

function checkField({ name, type }: MappedCustomField, known: ContactField[], leavesOut: boolean): AccountCheck {
  const field = known.find(other => other.name === name)
  const check = (state: AccountCheck['state'], message: string): AccountCheck => ({
    name: 'custom-field',
    state,
    message,
  })
  if (field && type === 'text' && !TEXT_TYPES.has(field.type)) {
    return check(
      'failed',
      `The custom field ${name} has the type ${field.type}, and the mapping sends text. Use a text field.`,
    )
  }
  if (field) return check('passed', `The custom field ${name} exists.`)
  if (leavesOut)
    return check('passed', `The custom field ${name} does not exist. Its values are left out, as the settings say.`)
  return check(
    'failed',
    `The custom field ${name} does not exist. Create it in Freshdesk under Admin, Contact Fields, or set unknownCustomFields to leave-out.`,
  )
}

async function attempt(name: AccountCheck['name'], run: () => Promise<AccountCheck>): Promise<AccountCheck> {
  try {
    return await run()
  } catch (error) {
    return toCheck(name, error)
  }
}

/** A refusal fails the check. A rate limit or an outage says nothing about the account. */
function toCheck(name: AccountCheck['name'], error: unknown): AccountCheck {
  const { status, message } = error as Error & { status?: number }
  const isRefusal = status !== undefined && status < 500 && status !== 429 && status !== 408
  return { name, state: isRefusal ? 'failed' : 'unknown', message }
}
