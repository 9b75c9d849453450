import { describeFreshdesk } from './freshdesk-contract'

/**
 * Runs the same facts against a real account, so that the mock stays true to it. It needs
 * FRESHDESK_DOMAIN (acme for acme.freshdesk.com) and FRESHDESK_API_KEY. FRESHDESK_BASE_URL sends
 * the requests to the mock for a rehearsal. The tests delete the contacts that they create, and
 * change no others. They leave a fifth of the rate limit to other users, so a trial account takes
 * about ten minutes.
 */
const { FRESHDESK_DOMAIN: domain, FRESHDESK_API_KEY: apiKey, FRESHDESK_BASE_URL: baseUrl } = process.env

if (domain && apiKey) {
  if (!/^[a-z0-9-]+$/i.test(domain)) {
    throw new Error(`FRESHDESK_DOMAIN should be one word, acme of acme.freshdesk.com, and is "${domain}".`)
  }
  jest.setTimeout(600_000)
  const url = baseUrl?.replace(/\/+$/, '') || `https://${domain}.freshdesk.com`
  describeFreshdesk({
    name: url,
    url: () => url,
    apiKey,
    abilities: url.startsWith('https:') ? { onlyHttps: true } : {},
  })
} else {
  const how = 'set FRESHDESK_DOMAIN and FRESHDESK_API_KEY to hold a real account to the contract'
  process.stderr.write(`Skipped: ${how}; a free trial will do.\n`)
  test.skip(`a real account: ${how}`, () => {})
}
