import type { DynamicFieldItem, DynamicFieldResponse, ExecuteInput, RequestClient } from '@segment/actions-core'
import { type Client, createFreshdeskClient } from '../freshdesk/client'
import { type ContactField, parseChoices } from '../freshdesk/contact-field'
import type { Response } from '../freshdesk/response'
import { parseSettings } from '../parse-settings'
import type { Settings } from '../settings'

type Data = ExecuteInput<Settings, unknown>
type Choices = Omit<DynamicFieldResponse, 'error'>

/**
 * The choices in a mapping editor: the account's own contact fields, the choices of a drop-down,
 * the companies.
 */
export const dynamicFields = {
  custom_fields: {
    __keys__: withErrors(async client => {
      const fields = await getContactFields(client)
      return {
        choices: fields
          .filter(field => field.default === false)
          .map(field => ({
            label: field.label,
            value: field.name,
            description: `${field.name}, ${toKind(field)}`,
            type: TYPES[field.type] ?? 'string',
          })),
      }
    }),
    __values__: withErrors(async (client, { dynamicFieldContext }) => {
      const fields = await getContactFields(client)
      const field = fields.find(({ name }) => name === dynamicFieldContext?.selectedKey)
      return { choices: parseChoices(field?.choices) }
    }),
  },
  company_id: withErrors(async (client, { page }) => {
    const number = /^\d+$/.test(page ?? '') ? Number(page) : 1
    const response = await client.listCompanies(String(number))
    const companies = getList<{ id: number; name: string }>(client, response)
    const hasNext = /rel="?next"?/.test(response.headers.get('link') ?? '')
    return {
      choices: companies.map(({ id, name }) => ({ label: name, value: String(id) })),
      ...(hasNext && { nextPage: String(number + 1) }),
    }
  }),
}

const TYPES: Record<string, NonNullable<DynamicFieldItem['type']>> = {
  custom_checkbox: 'boolean',
  custom_number: 'integer',
  custom_decimal: 'number',
  custom_date: 'string',
  custom_paragraph: 'text',
}

const toKind = ({ type, choices }: ContactField) => {
  const kind = type.replace(/^custom_/, '').replaceAll('_', ' ')
  const options = parseChoices(choices).map(({ label }) => label)
  return options.length > 0 ? `${kind}: ${options.join(', ')}` : kind
}

const getContactFields = async (client: Client) => getList<ContactField>(client, await client.listContactFields())

function getList<T>(client: Client, response: Response): T[] {
  if (response.status !== 200 || !Array.isArray(response.data)) throw client.toError(response)
  return response.data as T[]
}

/** The framework shows an error beside the field only when the function returns it. */
function withErrors(choose: (client: Client, data: Data) => Promise<Choices>) {
  return async (request: RequestClient, data: Data): Promise<DynamicFieldResponse> => {
    try {
      return await choose(createFreshdeskClient(request, parseSettings(data.settings), data.signal), data)
    } catch (error) {
      const { message, status } = Object(error) as { message?: string; status?: number }
      return { choices: [], error: { code: String(status ?? 500), message: message ?? 'Freshdesk gave no answer.' } }
    }
  }
}
