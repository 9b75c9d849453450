import { readFileSync } from 'node:fs'
import * as v from 'valibot'

const name = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'A name has 1 to 63 lower-case letters, digits and hyphens.'),
)

/** A secret stays out of the file: the file names the environment variable that holds it. */
const secret = v.strictObject({ env: v.pipe(v.string(), v.nonEmpty()) })

const sourceSchema = v.strictObject({
  name,
  writeKey: secret,
  secret: v.optional(secret),
  origins: v.optional(v.array(v.pipe(v.string(), v.url())), []),
  enabled: v.optional(v.boolean(), true),
})

const subscriptionSchema = v.strictObject({
  name: v.optional(v.string()),
  partnerAction: v.string(),
  subscribe: v.string(),
  mapping: v.optional(v.record(v.string(), v.unknown())),
})

const integrationSchema = v.strictObject({
  name,
  destination: v.literal('freshdesk'),
  sources: v.pipe(v.array(name), v.nonEmpty('An integration needs at least one source.')),
  settings: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), secret])),
  subscriptions: v.optional(v.array(subscriptionSchema)),
  consent: v.optional(v.array(v.string()), ['marketing']),
  rate: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  share: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(1))),
  enabled: v.optional(v.boolean(), true),
})

const configSchema = v.strictObject({
  sources: v.optional(v.array(sourceSchema), []),
  integrations: v.optional(v.array(integrationSchema), []),
})

type IntegrationConfig = Omit<v.InferOutput<typeof integrationSchema>, 'settings'> & {
  settings: Record<string, string | number | boolean>
}

type SourceConfig = Omit<v.InferOutput<typeof sourceSchema>, 'writeKey' | 'secret'> & {
  writeKey: string
  secret: string | null
}

/**
 * The sources and integrations of a configuration file, with their secrets. Both lists can be
 * empty: the console adds sources and integrations as well.
 */
export interface Config {
  sources: SourceConfig[]
  integrations: IntegrationConfig[]
}

/** The settings that must not be in the file. */
const SECRET_SETTINGS: ReadonlySet<string> = new Set(['apiKey'])

/**
 * Reads a configuration file and takes its secrets from the environment.
 *
 * @throws Error that names the place in the file and what to write there
 */
export function readConfig(file: string, env: NodeJS.ProcessEnv): Config {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`The configuration ${file} cannot be read: ${(error as Error).message}`)
  }
  return parseConfig(value, env, file)
}

/**
 * Checks a configuration and takes its secrets from the environment. `file` is only used in
 * messages.
 */
export function parseConfig(value: unknown, env: NodeJS.ProcessEnv, file = 'configuration'): Config {
  // To valibot, a list is an object, too.
  const result = v.safeParse(configSchema, Array.isArray(value) ? null : value)
  if (!result.success) {
    throw new Error(`${file}: ${describeIssue(result.issues[0])}`)
  }
  const { sources, integrations } = result.output
  const read = (place: string, { env: variable }: { env: string }): string => {
    const text = env[variable]?.trim()
    if (!text) throw new Error(`${file}: ${place} needs the environment variable ${variable}.`)
    return text
  }
  checkReferences(result.output, file)
  checkWriteKeys(sources, env, file)
  return {
    sources: sources.map(source => ({
      ...source,
      writeKey: read(`sources.${source.name}.writeKey`, source.writeKey),
      secret: source.secret ? read(`sources.${source.name}.secret`, source.secret) : null,
    })),
    integrations: integrations.map(integration => ({
      ...integration,
      settings: Object.fromEntries(
        Object.entries(integration.settings).map(([key, setting]) => {
          const place = `integrations.${integration.name}.settings.${key}`
          if (typeof setting === 'object') return [key, read(place, setting)]
          if (SECRET_SETTINGS.has(key)) throw new Error(`${file}: ${place} is a secret. Write { "env": "VARIABLE" }.`)
          return [key, setting]
        }),
      ),
    })),
  }
}

/** A write key belongs to one source: events of the other one would be lost. */
function checkWriteKeys(sources: v.InferOutput<typeof configSchema>['sources'], env: NodeJS.ProcessEnv, file: string) {
  const names = new Map<string | undefined, string>()
  for (const { name, writeKey } of sources) {
    const key = env[writeKey.env]?.trim()
    const other = key && names.get(key)
    if (other) throw new Error(`${file}: the sources "${other}" and "${name}" have the same write key.`)
    names.set(key, name)
  }
}

/** Names the place of a mistake in the file. */
function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue)
  if (!path) return 'The file must be an object.'
  if (issue.type !== 'strict_object') return `${path}: ${issue.message}`
  if (issue.expected === 'never') return `${path} is not a known name.`
  // The value itself is not shown: it may be a key.
  return issue.received === 'undefined' ? `${path} is missing.` : `${path} must be an object.`
}

function checkReferences({ sources, integrations }: v.InferOutput<typeof configSchema>, file: string): void {
  for (const list of [sources, integrations]) {
    const names = list.map(({ name }) => name)
    const twice = names.find((name, index) => names.indexOf(name) < index)
    if (twice) throw new Error(`${file}: two entries have the name "${twice}".`)
  }
  for (const { name, sources: wanted } of integrations) {
    const missing = wanted.find(source => !sources.some(known => known.name === source))
    if (missing) throw new Error(`${file}: integrations.${name}.sources names "${missing}", which is no source.`)
  }
}
