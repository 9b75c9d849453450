import type { Seed } from '../accounts/accounts'
import type { RateLimitStatus } from '../accounts/rate-limit'

const MAX_KEYS_SHOWN = 6

/** What a person needs to begin. The keys are those of the seed, and shown here only. */
export function banner({
  url,
  port,
  version,
  seed,
  limit,
  db,
}: {
  url: string
  port: number
  version: string
  seed: Seed
  limit: RateLimitStatus
  /** The file that keeps the data, if one does. */
  db?: string | undefined
}) {
  const agents = (seed.agents ?? []).filter(({ api_key }) => api_key)
  const labels = Object.keys(seed.accounts ?? {})
  const key = agents.find(({ read_only }) => !read_only)?.api_key ?? 'YOUR_KEY'
  const rows = [
    ['API', `${url}/api/v2`],
    ...(labels.length > 0
      ? labels.map((label, index) => [index === 0 ? 'Accounts' : '', `http://${label}.localhost:${port}/api/v2`])
      : [['', `any subdomain will do, such as http://acme.localhost:${port}/api/v2`]]),
    ['Inspector', `${url}/__admin/`],
    ...agents
      .slice(0, MAX_KEYS_SHOWN)
      .map(({ api_key, read_only }, index) => [
        index === 0 ? 'Keys' : '',
        `${api_key}${read_only ? '  (403 on writes)' : ''}`,
      ]),
    ['', agents.length > MAX_KEYS_SHOWN ? `and ${agents.length - MAX_KEYS_SHOWN} more` : 'any other key gets 401'],
    ...(db === undefined ? [] : [['Data', `${db}, ${countContacts(seed)} contacts`]]),
    ['Limit', limit.limit === null ? 'none' : `${limit.limit} requests a minute (${limit.plan})`],
  ]
  return `mock-freshdesk ${version} is up.

${rows.map(([name = '', value]) => `  ${name.padEnd(10)} ${value}`).join('\n')}

Try it:

  curl -u ${key}:X -H "Content-Type: application/json" -X POST ${url}/api/v2/contacts -d '{"name":"Test Contact","email":"test+signal@example.com"}'

Ctrl+C ends it. More: --help
`
}

const countContacts = ({ accounts = {}, ...own }: Seed) =>
  [own, ...Object.values(accounts)].reduce((sum, { contacts = [] }) => sum + contacts.length, 0)
