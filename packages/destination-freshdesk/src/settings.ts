import { type GlobalSetting, IntegrationError } from '@segment/actions-core'
import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max'

/** What a person configures once for the destination. The framework validates the shape and drops other keys. */
export interface Settings {
  domain: string
  apiKey: string
  defaultCountry?: string
  consentCategory?: string
  deletion?: string
}

export const settingsFields: Record<keyof Settings, GlobalSetting> = {
  domain: {
    label: 'Freshdesk domain',
    description: 'The part of your Freshdesk address before .freshdesk.com, for example acme.',
    type: 'string',
    required: true,
  },
  apiKey: {
    label: 'API key',
    description:
      'The API key of an agent who may create and edit contacts: in Freshdesk, your picture, Profile settings, View API key.',
    type: 'password',
    required: true,
  },
  defaultCountry: {
    label: 'Default country',
    description:
      'The country of phone numbers that come without one, as an ISO 3166 code of two letters. GB when left empty.',
    type: 'string',
    default: 'GB',
  },
  consentCategory: {
    label: 'Consent category',
    description:
      'The consent category a visitor must have granted before anything is sent, as events name it in context.consent. marketing when left empty.',
    type: 'string',
    default: 'marketing',
  },
  deletion: {
    label: 'When a person asks to be forgotten',
    description:
      'Soft delete moves the contact to the trash, where an agent can restore it. Hard delete removes the contact for good, and with it every ticket of that contact.',
    type: 'string',
    choices: [
      { value: 'soft', label: 'Soft delete: to the trash' },
      { value: 'hard', label: 'Hard delete: contact and tickets, for good' },
    ],
    default: 'soft',
  },
}

/** The settings as the code uses them: trimmed, checked, defaults filled in. */
export interface Account {
  /** Origin and path prefix of the API, without a slash at the end. */
  baseUrl: string
  apiKey: string
  defaultCountry: CountryCode
  consentCategory: string
  hardDelete: boolean
}

/**
 * Reads the settings into an {@link Account}.
 *
 * Where requests go is the operator's choice and never a tenant's: `https://<domain>.freshdesk.com`, or whatever the environment variable
 * FRESHDESK_BASE_URL says for the whole process.
 *
 * @throws IntegrationError 400 INVALID_SETTINGS, naming the setting. No message repeats a value: people paste keys into the wrong box.
 */
export function accountOf(settings: Settings): Account {
  // A host may ask for choices before anything is filled in.
  const apiKey = (settings.apiKey ?? '').trim()
  if (!apiKey) throw invalid('API key is empty. Copy it from Profile settings in Freshdesk.')
  const subdomain = subdomainOf(settings.domain ?? '')
  return {
    baseUrl: operatorsBaseUrl() ?? `https://${subdomain}.freshdesk.com`,
    apiKey,
    defaultCountry: countryOf(settings.defaultCountry?.trim() || 'GB'),
    consentCategory: settings.consentCategory?.trim() || 'marketing',
    hardDelete: settings.deletion === 'hard',
  }
}

const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const ZONE = '.freshdesk.com'

/** `acme`, `acme.freshdesk.com` and a pasted `https://acme.freshdesk.com/any/path` all mean `acme`. */
function subdomainOf(domain: string): string {
  const text = domain.trim().toLowerCase()
  if (DNS_LABEL.test(text)) return text
  const url = parsed(text.includes('://') ? text : `https://${text}`)
  const label = url?.hostname.endsWith(ZONE) ? url.hostname.slice(0, -ZONE.length) : ''
  // An address that carries a user, a port or letters that only look like a host is not one that Freshdesk's own pages show.
  const plain =
    url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.port && /^[!-~]+$/.test(text)
  if (plain && DNS_LABEL.test(label)) return label
  throw invalid(
    'Freshdesk domain is not one. Enter only the part before .freshdesk.com: for https://acme.freshdesk.com that is acme.',
  )
}

function countryOf(code: string): CountryCode {
  const country = code.toUpperCase()
  if (isSupportedCountry(country)) return country
  throw invalid(
    'Default country is not an ISO 3166 code of two letters, such as GB, US or DE. The United Kingdom is GB, not UK.',
  )
}

/** Read again only when it changes: every event asks for it. */
let operator: { text: string; baseUrl: string } | undefined

function operatorsBaseUrl(): string | undefined {
  const text = process.env.FRESHDESK_BASE_URL?.trim()
  if (!text) return undefined
  if (operator?.text !== text) operator = { text, baseUrl: baseUrlOf(text) }
  return operator.baseUrl
}

function baseUrlOf(text: string): string {
  const url = parsed(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw invalid(
      'FRESHDESK_BASE_URL in the environment is not an http or https address without user, query and fragment, such as http://127.0.0.1:4010.',
    )
  }
  return url.href.replace(/\/+$/, '')
}

const parsed = (text: string) => (URL.canParse(text) ? new URL(text) : undefined)

const invalid = (message: string) => new IntegrationError(`Setting ${message}`, 'INVALID_SETTINGS', 400)
