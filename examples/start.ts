import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { readEvents, renderTable } from '@datafly/cli'
import { createHost, failed, type Report } from '@datafly/delivery'
import destination from '@datafly/destination-freshdesk'
import { startMock } from 'mock-freshdesk'

/**
 * Starts a mock Freshdesk, delivers a file of events to it, and shows the contacts it then holds.
 */
async function main(): Promise<void> {
  const mock = await startMock()
  try {
    process.env.FRESHDESK_BASE_URL = mock.url
    console.log(`A mock Freshdesk listens at ${mock.url}. Delivering examples/data/events.ndjson to it:\n`)
    const reports = await deliver(join(__dirname, 'data/events.ndjson'))
    console.log(renderTable(reports, { color: process.stdout.isTTY === true && !process.env.NO_COLOR }))
    console.log('\nLeft out of a contact, so that the contact could be made:')
    for (const { messageId, omitted } of reports) {
      for (const { field, reason } of omitted) console.log(`  ${messageId}: ${field} ${reason}`)
    }
    console.log('\nThe contacts of these people, as Freshdesk now holds them:\n')
    for (const id of new Set(reports.map(({ contactId }) => contactId))) {
      if (id !== null) console.log(await view(`${mock.url}/api/v2/contacts/${id}`))
    }
    console.log(
      '\nNext: pnpm mock keeps a mock running, with a page to look at; pnpm deliver --help shows how to deliver your events.',
    )
    if (reports.some(failed)) process.exitCode = 1
  } finally {
    await mock.close()
  }
}

async function deliver(file: string): Promise<Report[]> {
  const settings = { domain: 'acme', apiKey: MOCK_KEY }
  const host = createHost({ definition: destination, settings })
  const reports: Report[] = []
  for await (const line of readEvents(createReadStream(file))) {
    if ('event' in line) reports.push(await host.deliver(line.event))
  }
  return reports
}

/** The key of an agent whom every mock knows. */
const MOCK_KEY = 'mock-api-key'

/**
 * Reads a contact over HTTP, as any client with a key can. Returns its values, one line a field.
 */
async function view(url: string): Promise<string> {
  const response = await fetch(url, { headers: { authorization: `Basic ${btoa(`${MOCK_KEY}:X`)}` } })
  const contact = (await response.json()) as Record<string, unknown>
  const shown = ['name', 'email', 'phone', 'unique_external_id', 'job_title', 'tags', 'custom_fields']
  const set = shown.map(field => [field, readable(contact[field])] as const).filter(([, text]) => text !== '')
  return [`  contact ${contact.id}`, ...set.map(([field, text]) => `    ${field.padEnd(20)}${text}`)].join('\n')
}

function readable(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  const set = Object.entries(value).filter(([, entry]) => entry !== null)
  return set.map(([key, entry]) => `${key}: ${entry}`).join(', ')
}

void main()
