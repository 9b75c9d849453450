import type { Page } from 'playwright-core'
import { closeBrowser, describeInChromium, type OpenConsole, openConsole } from './open-console'

const COUNT = 1_000_000

/** Event number `seq` of a million, as the admin API returns it. */
const toEvent = (seq: number) => ({
  integration: 'support',
  seq,
  message_id: `m-${seq}`,
  type: 'track',
  name: 'Signed Up',
  person: { name: null, email: null, user_id: `usr_${seq}`, anonymous_id: null },
  received_at: new Date(Date.UTC(2026, 10, 25) + seq * 100).toISOString(),
  at: null,
  status: 'waiting',
  outcome: null,
  reason: null,
  explanation: null,
  fix: null,
  http_status: null,
  contact_id: null,
  contact_url: null,
  attempts: 0,
  duration_ms: null,
  message: null,
  replay_of: null,
  superseded_by: null,
  replayed_by: null,
})

/** The events from this number down. */
const toEvents = (from: number, length: number) => Array.from({ length }, (_, index) => toEvent(from - index))

/** Answers in place of a store with a million events, page by page. */
async function answerPages(page: Page): Promise<void> {
  await page.route('**/admin/v1/events?*', async route => {
    const query = new URL(route.request().url()).searchParams
    const [from, limit] = [Number(query.get('cursor') ?? COUNT), Number(query.get('limit'))]
    await route.fulfill({
      json: { events: toEvents(from, limit), next_cursor: String(from - limit), has_more: from > limit },
    })
  })
}

/** Answers the live stream once with these messages. */
async function answerLive(page: Page, messages: object[]): Promise<void> {
  const body = messages.map(message => `event: changes\ndata: ${JSON.stringify(message)}\n\n`).join('')
  await page.route('**/admin/v1/live', route => route.fulfill({ contentType: 'text/event-stream', body }))
}

describeInChromium('in Chromium the list of a million events', () => {
  let opened: OpenConsole

  afterEach(async () => {
    await opened.close()
    expect(opened.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  const rows = () => opened.page.locator('.event-row')
  const scroll = (to: string) =>
    opened.page.locator('.event-scroller').evaluate((element, top) => {
      const scroller = element as unknown as { scrollTop: number; scrollHeight: number }
      scroller.scrollTop = top === 'end' ? scroller.scrollHeight : 0
    }, to)

  test('loads older pages at its end, and holds only the rows in sight', async () => {
    opened = await openConsole()
    await answerPages(opened.page)
    await answerLive(opened.page, [])
    await opened.page.reload()
    await rows()
      .filter({ hasText: `usr_${COUNT}` })
      .waitFor()
    for (const oldest of [COUNT - 99, COUNT - 199, COUNT - 299]) {
      await scroll('end')
      await rows()
        .filter({ hasText: `usr_${oldest}` })
        .waitFor()
    }
    expect(await rows().count()).toBeLessThan(60)
    await scroll('start')
    await rows()
      .filter({ hasText: `usr_${COUNT}` })
      .waitFor()
  })

  test('a burst of events waits behind a count, and a click reads the newest page', async () => {
    opened = await openConsole()
    await answerPages(opened.page)
    const messages = [200, 400, 600].map(offset => ({ events: toEvents(COUNT + offset, 200), skipped: 0 }))
    await answerLive(opened.page, messages)
    await opened.page.reload()
    const button = opened.page.getByRole('button', { name: '↑ 500+ new events' })
    await button.waitFor()
    await rows()
      .filter({ hasText: `usr_${COUNT}` })
      .waitFor()
    await button.click()
    await button.waitFor({ state: 'detached' })
    expect(await rows().count()).toBeLessThan(60)
  })
})
