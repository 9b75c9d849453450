import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseConfig, readConfig } from './config'

const source = { name: 'web', writeKey: { env: 'KEY' } }
const integration = {
  name: 'support',
  destination: 'freshdesk',
  sources: ['web'],
  settings: { domain: 'acme', apiKey: { env: 'API_KEY' } },
}

const parse = (value: unknown, env = { KEY: 'dk_web', API_KEY: 'secret' }) => parseConfig(value, env, 'file.json')

test('an empty file has neither sources nor integrations, because the console adds them', () => {
  expect(parse({})).toEqual({ sources: [], integrations: [] })
})

test('secrets come from the environment', () => {
  const config = parse({ sources: [source], integrations: [integration] })
  expect(config.sources[0]).toMatchObject({ name: 'web', writeKey: 'dk_web', secret: null })
  expect(config.integrations[0]?.settings).toEqual({ domain: 'acme', apiKey: 'secret' })
})

const wrong = (more: object) => ({ sources: [source], integrations: [{ ...integration, ...more }] })
const twoSources = (name: string, variable: string) => ({
  sources: [source, { name, writeKey: { env: variable } }],
})

test.each([
  ['a list', [], 'The file must be an object.'],
  ['an unknown name', { source: [] }, 'source is not a known name.'],
  ['a missing name', { sources: [{ name: 'web' }] }, 'sources.0.writeKey is missing.'],
  [
    'a write key in the file',
    { sources: [{ name: 'web', writeKey: 'dk_web' }] },
    'sources.0.writeKey must be an object.',
  ],
  [
    'a name with capitals',
    { sources: [{ ...source, name: 'Web' }] },
    'sources.0.name: A name has 1 to 63 lower-case letters, digits and hyphens.',
  ],
  [
    'a variable that is not set',
    { sources: [{ name: 'web', writeKey: { env: 'OTHER' } }] },
    'sources.web.writeKey needs the environment variable OTHER.',
  ],
  [
    'a key in the file',
    wrong({ settings: { domain: 'acme', apiKey: 'x' } }),
    'integrations.support.settings.apiKey is a secret. Write { "env": "VARIABLE" }.',
  ],
  [
    'an integration without a source',
    wrong({ sources: [] }),
    'integrations.0.sources: An integration needs at least one source.',
  ],
  [
    'a source that is not in the file',
    { integrations: [integration] },
    'integrations.support.sources names "web", which is no source.',
  ],
  ['a share above 1', wrong({ share: 1.5 }), 'integrations.0.share: Invalid value: Expected <=1 but received 1.5'],
  ['two sources with one name', twoSources('web', 'OTHER_KEY'), 'two entries have the name "web".'],
  ['two sources with one key', twoSources('app', 'KEY'), 'the sources "web" and "app" have the same write key.'],
])('%s is refused with its place', (_case, value, message) => {
  expect(() => parse(value)).toThrow(`file.json: ${message}`)
})

test.each([
  ['that does not exist', undefined, 'ENOENT'],
  ['that is not JSON', '{', 'JSON'],
])('a file %s is refused by its name', (_case, text, cause) => {
  const folder = mkdtempSync(join(tmpdir(), 'datafly-config-'))
  const file = join(folder, 'datafly.config.json')
  if (text) writeFileSync(file, text)
  expect(() => readConfig(file, {})).toThrow(`The configuration ${file} cannot be read:`)
  expect(() => readConfig(file, {})).toThrow(cause)
  rmSync(folder, { recursive: true })
})
