import { describeInspector } from '../testing/inspector'

describeInspector('the controls', inspector => {
  const { openInspector, api, admin, requests, rows, button, said, shows } = inspector

  describe('faults', () => {
    test('added with a click change the next request, and that one only', async () => {
      await openInspector()
      await button(/^429/).click()
      await said('The next request gets: 429, Retry-After 30.')
      await shows(
        inspector.page.getByRole('list', { name: 'Faults that are set' }),
        /429, Retry-After 30.*any request, 1 left, ends in 60 min/,
      )

      const changed = await api('GET', '/agents/me')
      expect([changed.status, changed.headers.get('retry-after')]).toEqual([429, '30'])
      expect((await api('GET', '/agents/me')).status).toBe(200)
      await inspector.page.locator('#faults li').waitFor({ state: 'detached' })
      await shows(rows(requests()), /429.*fault/)
    })

    test('have a preset each for the common ones', async () => {
      await openInspector()
      for (const [label, effect] of [
        ['500', '500'],
        ['503', '503'],
        ['Timeout', 'No response'],
        ['Drop', 'Connection reset'],
        ['Slow', '2 s late'],
      ] as const) {
        await button(new RegExp(`^${label}`)).click()
        await said(`The next request gets: ${effect}.`)
      }
      await inspector.page.locator('#faults li').nth(4).waitFor()
      expect((await admin('/faults')).faults.reverse()).toMatchObject([
        { status: 500, times: 1 },
        { status: 503, times: 1 },
        { kind: 'hang', times: 1 },
        { kind: 'reset', times: 1 },
        { delayMs: 2000, times: 1 },
      ])
    })

    test('are made to measure, refused with a reason, and removed', async () => {
      await openInspector()
      await button('Custom fault…').click()
      const dialog = inspector.page.getByRole('dialog', { name: 'Custom fault' })
      await dialog.getByRole('spinbutton', { name: 'Status' }).fill('502')
      await dialog.getByLabel('Method').selectOption('POST')
      await dialog.getByLabel('Path').fill('/api/v2/contacts')
      await dialog.getByLabel('Next requests').fill('2')
      await dialog.getByLabel('Ends after, s').fill('600')
      // The first thing the form cannot know: what the mock refuses.
      await dialog.getByRole('spinbutton', { name: 'Status' }).fill('204')
      await dialog.getByLabel('Body', { exact: true }).fill('x')
      await button('Add fault').click()
      await shows(dialog.getByRole('alert'), 'A response with status 204 has no body: leave it out.')
      await dialog.getByRole('spinbutton', { name: 'Status' }).fill('502')
      await dialog.getByLabel('Body', { exact: true }).fill('')
      await button('Add fault').click()
      await dialog.waitFor({ state: 'hidden' })

      await shows(inspector.page.locator('#faults li'), /502.*POST \/api\/v2\/contacts, 2 left, ends in 10 min/)
      expect((await api('GET', '/agents/me')).status).toBe(200)
      expect((await api('POST', '/contacts', { name: 'Ada', email: 'a@example.com' })).status).toBe(502)
      await shows(inspector.page.locator('#faults li'), '1 left')
      await button('Remove fault f1: 502').click()
      await inspector.page.locator('#faults li').waitFor({ state: 'detached' })
      expect((await admin('/faults')).faults).toEqual([])
      inspector.expectComplaint(/400 \(Bad Request\)/)
    })
  })

  test('stops the clock, moves it on and lets it run again', async () => {
    await openInspector()
    await shows(inspector.page.locator('#clock-state'), 'real time')
    await button('Freeze').click()
    await shows(inspector.page.locator('#clock-state'), 'frozen')
    const frozen = await admin('/clock')
    expect(frozen.frozen).toBe(true)

    await button('Advance +60 s').click()
    await said('The clock is 60 seconds further.')
    await inspector.page.getByLabel('Seconds to advance').fill('3600')
    await button('Advance').click()
    await said('The clock is 3,600 seconds further.')
    const later = await admin('/clock')
    expect(Date.parse(later.now) - Date.parse(frozen.now)).toBe(3_660_000)
    await shows(inspector.page.locator('#now'), later.now.slice(0, 19).replace('T', ' '))

    await button('Real time').click()
    await shows(inspector.page.locator('#clock-state'), 'real time')
    expect((await admin('/clock')).frozen).toBe(false)
  })

  test('shows the rate-limit window, changes the plan and begins a new window', async () => {
    await openInspector({ plan: 'growth' })
    await api('GET', '/contacts')
    await api('GET', '/agents/me')
    await shows(inspector.page.locator('#limit'), /2 of 200 used.*1 of 20 used.*Resets in/s)

    await inspector.page.getByLabel('Plan').focus()
    await inspector.page.getByLabel('Plan').selectOption('trial')
    await shows(inspector.page.locator('#limit'), '2 of 50 used')
    // The choice keeps the focus; one that is begun and given up leaves the plan as it is.
    await inspector.page.locator('#plan:focus').waitFor()
    await inspector.page.getByLabel('Plan').selectOption('custom')
    await inspector.page.getByLabel('Requests a minute').press('Escape')
    await inspector.page.locator('#plan:focus').waitFor()
    expect(await inspector.page.getByLabel('Plan').inputValue()).toBe('trial')
    await inspector.page.getByLabel('Plan').selectOption('custom')
    await inspector.page.getByLabel('Requests a minute').fill('2')
    await button('Set').click()
    await shows(inspector.page.locator('#limit'), /2 of 2 used.*Used up/s)
    expect((await api('GET', '/agents/me')).status).toBe(429)
    await button('New window').click()
    await shows(inspector.page.locator('#limit'), '0 of 2 used')
    expect((await api('GET', '/agents/me')).status).toBe(200)
    await inspector.page.getByLabel('Plan').selectOption('off')
    await shows(inspector.page.locator('#limit'), 'No limit')
  })

  test('equal faults have different names, and each is removed by its own', async () => {
    await openInspector()
    await button(/^500/).click()
    await said('The next request gets: 500.')
    await button(/^500/).click()
    await inspector.page.locator('#faults li').nth(1).waitFor()
    await shows(inspector.page.locator('#faults li').first(), '500 f2')
    await button('Remove fault f1: 500').click()
    await button('Remove fault f1: 500').waitFor({ state: 'detached' })
    expect((await admin('/faults')).faults).toMatchObject([{ id: 'f2' }])
  })

  test('a preset is for the next update when the tester says so', async () => {
    await openInspector()
    await inspector.page.getByLabel('Kind of request').selectOption('update (PUT)')
    await button(/^500/).click()
    await said('The next update (PUT) gets: 500.')
    expect((await api('POST', '/contacts', { name: 'Ada', email: 'ada@example.com' })).status).toBe(201)
    expect((await api('PUT', '/contacts/72009990004', { job_title: 'Buyer' })).status).toBe(500)
  })

  test('the button for a new window says what it does', async () => {
    await openInspector()
    const hint = inspector.page.locator('#limit-reset-hint')
    expect(await button('New window').getAttribute('aria-describedby')).toBe('limit-reset-hint')
    expect(await hint.textContent()).toBe('“New window” sets the used counts to 0 now.')
  })
})
