import { parseConfig } from './config'

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

test.each([
  ['a variable that is not set', { sources: [{ name: 'web', writeKey: { env: 'OTHER' } }] }, 'variable OTHER'],
  ['a key in the file', { sources: [source], integrations: [{ ...integration, settings: { apiKey: 'x' } }] }, 'secret'],
  ['a source that is not in the file', { integrations: [integration] }, 'names "web", which is no source'],
  ['an unknown name', { source: [] }, 'source'],
])('%s is refused with its place', (_case, value, message) => {
  expect(() => parse(value)).toThrow(message)
})
