import { readSettings } from './settings'

it('settings come from the environment, without spaces around them', () => {
  const env = {
    FRESHDESK_DOMAIN: ' acme ',
    FRESHDESK_API_KEY: 'sesame\n',
    FRESHDESK_DEFAULT_COUNTRY: 'DE',
    FRESHDESK_CONSENT_CATEGORY: 'C0004',
  }
  expect(readSettings(env)).toEqual({
    domain: 'acme',
    apiKey: 'sesame',
    defaultCountry: 'DE',
    consentCategory: 'C0004',
  })
  expect(readSettings({ FRESHDESK_DOMAIN: 'acme', FRESHDESK_API_KEY: 'k', FRESHDESK_DEFAULT_COUNTRY: '' })).toEqual({
    domain: 'acme',
    apiKey: 'k',
  })
})

it('every required setting that is missing is named', () => {
  expect(() => readSettings({ FRESHDESK_API_KEY: 'sesame' })).toThrow(/FRESHDESK_DOMAIN(?!.*FRESHDESK_API_KEY)/s)
  expect(() => readSettings({ FRESHDESK_DOMAIN: ' ', FRESHDESK_API_KEY: '' })).toThrow(
    /FRESHDESK_DOMAIN.*FRESHDESK_API_KEY/s,
  )
})

it.each([
  ['FRESHDESK_DOMAIN', 'evil.example', 'Enter only the part before .freshdesk.com'],
  ['FRESHDESK_DEFAULT_COUNTRY', 'UK', 'The United Kingdom is GB, not UK.'],
])('%s that cannot be used is said once, before anything is read', (variable, value, words) => {
  expect(() => readSettings({ FRESHDESK_DOMAIN: 'acme', FRESHDESK_API_KEY: 'k', [variable]: value })).toThrow(words)
})
