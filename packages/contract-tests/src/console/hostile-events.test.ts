import { closeBrowser, describeInChromium, type OpenConsole, openConsole, SIGN_UP } from './open-console'

const MARKUP = '<img src=x onerror="alert(1)"><script>alert(2)</script>'

/** Texts that attack a page: markup, length, direction, control characters. */
const HOSTILE = [
  MARKUP,
  'x'.repeat(10_000),
  '\u202egnp.exe',
  'bell\u0007 escape\u001b[31m next\u0085line',
  '\u200b\u2066hidden',
  'أهلا وسهلا',
]

const attack = (text: string, index: number) => ({
  ...SIGN_UP,
  userId: `usr_${index}`,
  event: index % 2 === 0 ? 'Signed Up' : text,
  properties: { method: text },
  context: { ...SIGN_UP.context, traits: { name: text, email: `a${index}@example.com`, title: text } },
})

/** Pixels by which the content is wider than its element. */
const toOverflow = (element: object): number => {
  const { scrollWidth, clientWidth } = element as { scrollWidth: number; clientWidth: number }
  return scrollWidth - clientWidth
}

describeInChromium('in Chromium a hostile event', () => {
  let opened: OpenConsole

  afterEach(async () => {
    await opened.close()
    expect(opened.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  test.each([390, 1440])('stays text and keeps the layout at %d pixels', async width => {
    opened = await openConsole({ context: { viewport: { width, height: 900 } } })
    const { page } = opened
    let dialogs = 0
    page.on('dialog', dialog => {
      dialogs += 1
      void dialog.dismiss()
    })
    await page.getByLabel('Show personal data').check()
    await opened.send(...HOSTILE.map(attack))
    const rows = page.getByRole('table', { name: 'Events, the newest first' }).locator('tbody tr')
    await page.reload()
    await rows.nth(HOSTILE.length - 1).waitFor()
    await rows.filter({ hasText: MARKUP }).first().waitFor()
    await rows.filter({ hasText: '\\u202egnp.exe' }).first().waitFor()
    for (const seq of HOSTILE.keys()) {
      await page.locator(`a[href="/events/support/${seq + 1}"]`).click()
      await page
        .getByRole('region', { name: 'Event', exact: true })
        .getByText(`support #${seq + 1}`)
        .waitFor()
      await page
        .getByRole('heading', { name: /^Mapped by|^Nothing sent/ })
        .first()
        .waitFor()
      await page.getByText('The whole event').click()
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
      const pane = page.locator('.event-detail')
      expect(await pane.evaluate(toOverflow)).toBeLessThanOrEqual(0)
      expect(await page.locator('.event-detail img, .event-detail script').count()).toBe(0)
      await page.getByRole('button', { name: 'Close the event' }).click()
    }
    expect(dialogs).toBe(0)
  })
})
