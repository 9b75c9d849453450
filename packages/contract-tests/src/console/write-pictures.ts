import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeBrowser, type OpenConsole, openConsole } from './open-console'
import { SAMPLE_NOW, sampleOverview } from './sample-overview'

const ROOT = join(__dirname, '../../../..')

/** The mock refuses this person. */
const REFUSED = {
  type: 'track',
  event: 'Signed Up',
  userId: 'usr_131',
  traits: { name: 'Refused Person', email: 'refused@example.com' },
  context: { consent: { marketing: true } },
}

/** A machine without fonts of every script shows boxes in place of this name. */
const HAS_NO_FONT = /[\u3000-\u9fff]/

const readEvents = (): object[] =>
  readFileSync(join(ROOT, 'examples/data/events.ndjson'), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !HAS_NO_FONT.test(line))
    .map(line => JSON.parse(line))

/**
 * Writes the pictures of the console in docs/images, light and dark, from events of the demo. Run
 * it with `pnpm docs:console`.
 */
async function main(): Promise<void> {
  const opened = await openConsole({ context: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 } })
  const { page, url } = opened
  try {
    await deliverEvents(opened)
    await page.goto(`${url}/events`)
    await page.locator('.event-scroller').getByText('Contact created').first().waitFor()
    await takePictures(opened, 'events')

    await page.evaluate(() => sessionStorage.setItem('datafly:personal-data', 'shown'))
    await page.goto(`${url}/events/support/1`)
    await page.getByRole('heading', { name: 'Signed Up' }).waitFor()
    await page.getByText('201').last().waitFor()
    await takePictures(opened, 'detail')

    await page.goto(`${url}/integrations/support`)
    const samples = page.getByLabel('Preview with')
    const first = samples.locator('option', { hasText: '(number 1)' })
    await samples.selectOption(await first.getAttribute('value'))
    await page.getByText('+447700900123').first().waitFor()
    await page.locator('.mapping').evaluate(editor => editor.scrollIntoView())
    await takePictures(opened, 'mapping')

    await page.clock.setFixedTime(SAMPLE_NOW)
    await page.route('**/admin/v1/overview*', route => route.fulfill({ json: sampleOverview() }))
    await page.goto(`${url}/overview?range=24h`)
    await page.getByText('Total of the last 24 hours').waitFor()
    await takePictures(opened, 'overview')
  } finally {
    await opened.close()
    await closeBrowser()
  }
}

async function deliverEvents({ mock, send, call }: OpenConsole): Promise<void> {
  mock.admin.addFault({
    match: { body: { name: 'Refused Person' } },
    status: 400,
    body: { description: 'Validation failed', errors: [{ field: 'name', message: 'It should not be a test' }] },
  })
  await send(...readEvents(), REFUSED)
  for (let isOver = false; !isOver; ) {
    const { body } = await call('GET', '/overview')
    const { totals } = body as { totals: Record<string, number> }
    isOver = totals.waiting === 0 && (totals.received ?? 0) > 0
  }
}

async function takePictures({ page }: OpenConsole, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const suffix = colorScheme === 'dark' ? '-dark' : ''
    await page.screenshot({ path: join(ROOT, `docs/images/console-${name}${suffix}.png`) })
  }
}

main().catch(error => {
  console.error(error)
  process.exitCode = 1
})
