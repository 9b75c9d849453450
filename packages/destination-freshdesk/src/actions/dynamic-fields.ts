import type { DynamicFieldItem, DynamicFieldResponse, ExecuteInput, RequestClient } from '@segment/actions-core'
import { type Answer, type Client, freshdesk } from '../freshdesk/client'
import { errorOf } from '../freshdesk/errors'
import { accountOf, type Settings } from '../settings'

type Data = ExecuteInput<Settings, unknown>
type Choices = Omit<DynamicFieldResponse, 'error'>

/** What a person can choose from while mapping: the account's own contact fields, the choices of a drop-down, the companies. */
export const dynamicFields = {
  custom_fields: {
    __keys__: offered(async client => {
      const fields = await contactFieldsOf(client)
      return {
        choices: fields
          .filter(field => field.default === false)
          .map(field => ({
            label: field.label,
            value: field.name,
            description: `${field.name}, ${kindOf(field)}`,
            type: TYPES[field.type] ?? 'string',
          })),
      }
    }),
    __values__: offered(async (client, { dynamicFieldContext }) => {
      const fields = await contactFieldsOf(client)
      const field = fields.find(({ name }) => name === dynamicFieldContext?.selectedKey)
      return { choices: choicesOf(field?.choices) }
    }),
  },
  company_id: offered(async (client, { page }) => {
    const number = /^\d+$/.test(page ?? '') ? Number(page) : 1
    const answer = await client.listCompanies(String(number))
    const companies = listOf<{ id: number; name: string }>(answer)
    const hasNext = /rel="?next"?/.test(answer.headers.get('link') ?? '')
    return {
      choices: companies.map(({ id, name }) => ({ label: name, value: String(id) })),
      ...(hasNext && { nextPage: String(number + 1) }),
    }
  }),
}

/** An entry of `GET /api/v2/contact_fields`, as far as it is used. */
interface ContactField {
  name: string
  label: string
  type: string
  default: boolean
  choices?: unknown
}

const TYPES: Record<string, NonNullable<DynamicFieldItem['type']>> = {
  custom_checkbox: 'boolean',
  custom_number: 'integer',
  custom_decimal: 'number',
  custom_date: 'string',
  custom_paragraph: 'text',
}

const kindOf = ({ type, choices }: ContactField) => {
  const kind = type.replace(/^custom_/, '').replaceAll('_', ' ')
  const options = choicesOf(choices).map(({ label }) => label)
  return options.length > 0 ? `${kind}: ${options.join(', ')}` : kind
}

/** Freshdesk gives choices as texts, as objects with a value, or (languages and zones) as one object of code and label. */
function choicesOf(choices: unknown): DynamicFieldItem[] {
  if (!Array.isArray(choices))
    return Object.entries(Object(choices)).map(([value, label]) => ({ label: String(label), value }))
  return choices.map(choice => {
    const { label, value } = (typeof choice === 'object' && choice !== null ? choice : { value: choice }) as {
      label?: unknown
      value?: unknown
    }
    return { label: String(label ?? value), value: String(value ?? label) }
  })
}

const contactFieldsOf = async (client: Client) => listOf<ContactField>(await client.listContactFields())

function listOf<T>(answer: Answer): T[] {
  if (answer.status !== 200 || !Array.isArray(answer.data)) throw errorOf(answer)
  return answer.data as T[]
}

/** The framework wants errors of a dynamic field returned, so that they are shown beside the field; thrown ones are not. */
function offered(choose: (client: Client, data: Data) => Promise<Choices>) {
  return async (request: RequestClient, data: Data): Promise<DynamicFieldResponse> => {
    try {
      return await choose(freshdesk(request, accountOf(data.settings), data.signal), data)
    } catch (error) {
      const { message, status } = Object(error) as { message?: string; status?: number }
      return {
        choices: [],
        error: { code: String(status ?? 500), message: message ?? 'Freshdesk could not be asked.' },
      }
    }
  }
}
