import { IntegrationError } from '@segment/actions-core'
import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max'
import { type Message, SETTINGS, toMessage } from './messages'
import { type Settings, settingsFields } from './settings'

/** The settings as the code uses them: trimmed, checked, with defaults. */
export interface ResolvedSettings {
  /** Origin and path prefix of the API, without a slash at the end. */
  baseUrl: string
  /** The part of the address before .freshdesk.com. */
  domain: string
  apiKey: string
  defaultCountry: CountryCode
  consentCategory: string
  existingContact: 'leave' | 'complete'
  unknownCustomFields: 'reject' | 'leave-out'
  onConsentWithdrawn: 'keep' | 'remove-tag'
  deletion: 'soft' | 'hard'
}

/**
 * Checks the settings and fills in the defaults.
 *
 * The operator chooses the host, never a tenant: requests go to `https://<domain>.freshdesk.com`.
 * The environment variable FRESHDESK_BASE_URL replaces that address for the whole process.
 *
 * @throws IntegrationError 400 INVALID_SETTINGS, which names the setting, with the key of the
 *   setting in `field`. No message repeats a value: people paste keys into the wrong box.
 */
export function parseSettings(settings: Settings): ResolvedSettings {
  const apiKey = parseText(settings, 'apiKey')
  if (!apiKey) throw toSettingsError('apiKey', SETTINGS.noKey)
  const subdomain = parseSubdomain(parseText(settings, 'domain'))
  return {
    baseUrl: getOperatorBaseUrl() ?? `https://${subdomain}.freshdesk.com`,
    domain: subdomain,
    apiKey,
    defaultCountry: parseDefaultCountry(parseText(settings, 'defaultCountry') || 'GB'),
    consentCategory: parseText(settings, 'consentCategory') || 'marketing',
    existingContact: parseChoice(settings, 'existingContact'),
    unknownCustomFields: parseChoice(settings, 'unknownCustomFields'),
    onConsentWithdrawn: parseChoice(settings, 'onConsentWithdrawn'),
    deletion: parseChoice(settings, 'deletion'),
  }
}

/**
 * A setting as trimmed text. A host may ask for choices before a person has filled in anything, so
 * a missing setting is empty.
 */
function parseText(settings: Settings, key: keyof Settings): string {
  const value: unknown = settings?.[key] ?? ''
  if (typeof value !== 'string') throw toSettingsError(key, SETTINGS.notText, { label: settingsFields[key].label })
  return value.trim()
}

type ChoiceKey = 'existingContact' | 'unknownCustomFields' | 'onConsentWithdrawn' | 'deletion'

function parseChoice<K extends ChoiceKey>(settings: Settings, key: K): ResolvedSettings[K] {
  const { label, choices } = settingsFields[key]
  const values: string[] = choices.map(({ value }) => value)
  const text = parseText(settings, key) || values[0]
  if (text === undefined || !values.includes(text))
    throw toSettingsError(key, SETTINGS.notAChoice, { label, choices: values.join(', ') })
  return text as ResolvedSettings[K]
}

const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const ZONE = '.freshdesk.com'

/**
 * `acme`, `acme.freshdesk.com` and a pasted `https://acme.freshdesk.com/any/path` all mean `acme`.
 */
function parseSubdomain(domain: string): string {
  const text = domain.toLowerCase()
  if (DNS_LABEL.test(text)) return text
  const url = parseUrl(text.includes('://') ? text : `https://${text}`)
  const label = url?.hostname.endsWith(ZONE) ? url.hostname.slice(0, -ZONE.length) : ''
  // No page of Freshdesk shows an address with a user, a port, or letters that only look like a
  // host.
  const plain =
    url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.port && /^[!-~]+$/.test(text)
  if (plain && DNS_LABEL.test(label)) return label
  throw toSettingsError('domain', SETTINGS.noDomain)
}

function parseDefaultCountry(code: string): CountryCode {
  const country = code.toUpperCase()
  if (isSupportedCountry(country)) return country
  throw toSettingsError('defaultCountry', SETTINGS.noCountry)
}

/** Parsed again only when the variable changes, because every event reads it. */
let operator: { text: string; baseUrl: string } | undefined

function getOperatorBaseUrl(): string | undefined {
  const text = process.env.FRESHDESK_BASE_URL?.trim()
  if (!text) return undefined
  if (operator?.text !== text) operator = { text, baseUrl: parseBaseUrl(text) }
  return operator.baseUrl
}

function parseBaseUrl(text: string): string {
  const url = parseUrl(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw toSettingsError(null, SETTINGS.noBaseUrl)
  }
  return url.href.replace(/\/+$/, '')
}

const parseUrl = (text: string) => (URL.canParse(text) ? new URL(text) : undefined)

/** @param field the setting; null for the environment of the process */
const toSettingsError = (field: keyof Settings | null, message: Message, values?: Record<string, string>) =>
  Object.assign(new IntegrationError(toMessage(message, values), 'INVALID_SETTINGS', 400), { field })

/** The page of a contact in Freshdesk. */
export const toContactUrl = (settings: Settings, contactId: string): string =>
  `${parseSettings(settings).baseUrl}/a/contacts/${encodeURIComponent(contactId)}`
