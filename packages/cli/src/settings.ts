import { parseSettings, type Settings } from '@datafly/destination-freshdesk'
import type { Config } from './config'
import type { Io } from './io'
import { UsageError } from './usage-error'

interface Variable {
  name: string
  setting?: keyof Settings
  description: string
  /** The value without the variable. A required variable has none. */
  default?: string
}

/**
 * The source of each setting. No flag sets the key, because other users of the machine can read a
 * command line.
 */
export const VARIABLES: readonly Variable[] = [
  {
    name: 'FRESHDESK_DOMAIN',
    setting: 'domain',
    description: 'the part of your Freshdesk address before .freshdesk.com',
  },
  {
    name: 'FRESHDESK_API_KEY',
    setting: 'apiKey',
    description: 'the API key of an agent who may create and edit contacts',
  },
  {
    name: 'FRESHDESK_DEFAULT_COUNTRY',
    setting: 'defaultCountry',
    description: 'the country of phone numbers without a country code, two letters',
    default: 'GB',
  },
  {
    name: 'FRESHDESK_CONSENT_CATEGORY',
    setting: 'consentCategory',
    description: 'the consent category that a person must have granted',
    default: 'marketing',
  },
  {
    name: 'FRESHDESK_BASE_URL',
    description: 'another server for all requests, such as http://127.0.0.1:4010 for the mock',
    default: 'your Freshdesk',
  },
]

/**
 * Reads the destination's settings from the environment and the configuration; the environment
 * wins. Throws a UsageError when a setting is missing or unusable.
 */
export function readSettings(env: NodeJS.ProcessEnv, config: Config = {}): Settings {
  const given = VARIABLES.flatMap(({ setting, name }) => {
    const value = env[name]?.trim()
    return setting && value ? [[setting, value]] : []
  })
  const { domain, settings: ofConfig } = config
  const settings = { ...(domain && { domain }), ...ofConfig, ...Object.fromEntries(given) }
  const missing = VARIABLES.filter(variable => variable.setting && !variable.default && !(variable.setting in settings))
  if (missing.length === 0) return checked(settings as Settings)
  const list = missing.map(({ name, description }) => `  ${name}: ${description}`)
  throw new UsageError(`Set these variables in the environment first:\n${list.join('\n')}\nSee datafly deliver --help.`)
}

/**
 * An unusable setting fails every event, so the command reports it once before it reads any input.
 */
function checked(settings: Settings): Settings {
  try {
    parseSettings(settings)
    return settings
  } catch (error) {
    throw new UsageError(`${(error as Error).message} See datafly deliver --help.`)
  }
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Warns once when the key would cross a network without encryption. */
export function warnAboutBaseUrl({ env, stderr }: Io): void {
  const base = env.FRESHDESK_BASE_URL?.trim()
  if (!base || !URL.canParse(base)) return
  const { protocol, hostname } = new URL(base)
  if (protocol !== 'http:' || LOOPBACK.test(hostname)) return
  stderr.write(
    `Warning: FRESHDESK_BASE_URL leads to ${hostname} over http, so the API key crosses the network in clear text. Use https.\n`,
  )
}
