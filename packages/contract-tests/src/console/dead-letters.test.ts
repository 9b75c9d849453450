import {
  closeBrowser,
  describeInChromium,
  findViolations,
  type OpenConsole,
  openConsole,
  SIGN_UP,
} from './open-console'

const person = (number: number, traits: object = {}) => ({
  ...SIGN_UP,
  userId: `usr_${number}`,
  context: {
    ...SIGN_UP.context,
    traits: { name: `Ada Moss ${number}`, email: `ada.${number}@example.com`, ...traits },
  },
})

describeInChromium('in Chromium the view of dead letters', () => {
  let opened: OpenConsole

  afterEach(async () => {
    await opened.close()
    expect(opened.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  const button = (name: string | RegExp) => opened.page.getByRole('button', { name, exact: typeof name === 'string' })
  const dialog = () => opened.page.getByRole('dialog')
  const report = () => opened.page.getByRole('region', { name: 'Replay', exact: true })
  const groups = () => opened.page.locator('.dead-group')

  /** Lets Freshdesk refuse so many sign-ups for good, and waits until the view shows them. */
  async function refuse(count: number): Promise<void> {
    const fault = opened.mock.admin.addFault({ match: { method: 'POST' }, status: 400 })
    await opened.send(...Array.from({ length: count }, (_, index) => person(index + 1)))
    await button(`Replay all ${count}`).waitFor()
    opened.mock.admin.removeFault(fault.id)
  }

  test('without a dead letter leads to the events', async () => {
    opened = await openConsole({ path: '/dead-letters' })
    await opened.page.getByRole('heading', { name: 'No dead letters' }).waitFor()
    expect(await findViolations(opened.page)).toEqual([])
    await opened.page.getByRole('link', { name: 'Look at the events' }).click()
    await opened.page.getByRole('heading', { name: 'Events', level: 1 }).waitFor()
  })

  test('shows each group as it grows, with its explanation, its integration and its events', async () => {
    opened = await openConsole({ path: '/dead-letters' })
    await refuse(3)
    expect(await groups().count()).toBe(1)
    expect(await groups().textContent()).toMatch(/3[\s\S]*Freshdesk refused the contact[\s\S]*support/)
    await button(/^Show events/).click()
    const events = opened.page.getByRole('list', { name: 'Events of the group' }).getByRole('listitem')
    await events.nth(2).waitFor()
    expect(await events.getByRole('link').allInnerTexts()).toEqual([
      'A••• M••• 3•••',
      'A••• M••• 2•••',
      'A••• M••• 1•••',
    ])
    const list = opened.page.getByRole('link', { name: 'Open in the list of events' })
    expect(await list.getAttribute('href')).toBe(
      '/events?status=dead&reason=payload-validation-failed&integration=support',
    )
    await events.first().getByRole('link').click()
    await opened.page.getByRole('region', { name: 'Event', exact: true }).getByText('support #3').waitFor()
  })

  test('replays a group after a confirmation that says how many, and reports their end', async () => {
    opened = await openConsole({ path: '/dead-letters' })
    await refuse(3)
    await button(/^Replay 3 events/).click()
    await dialog().getByRole('heading', { name: 'Replay 3 events?' }).waitFor()
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    await dialog().waitFor({ state: 'detached' })
    await button(/^Replay 3 events/).click()
    await dialog().getByRole('button', { name: 'Replay 3 events' }).click()
    await report().getByRole('heading', { name: 'Replayed 3 events' }).waitFor()
    await report().getByText('3 delivered').waitFor()
    await opened.page.getByRole('heading', { name: 'No dead letters' }).waitFor()
    expect(await findViolations(opened.page)).toEqual([])
    await button('Close the report of the replay').click()
    await report().waitFor({ state: 'detached' })
  })

  test('replays one event, and the others stay', async () => {
    opened = await openConsole({ path: '/dead-letters' })
    await refuse(2)
    await button(/^Show events/).click()
    await button('Replay event 1').click()
    await dialog().getByRole('button', { name: 'Replay 1 event' }).click()
    await report().getByText('1 delivered').waitFor()
    await button('Replay all 1').waitFor()
    await button('Replay event 1').waitFor({ state: 'detached' })
    await button('Replay event 2').waitFor()
  })

  test('replays all, and reports what is dead again', async () => {
    opened = await openConsole({ path: '/dead-letters' })
    await refuse(2)
    opened.mock.admin.addFault({ match: { method: 'POST' }, status: 400, times: 1 })
    await button('Replay all 2').click()
    await dialog().getByRole('button', { name: 'Replay 2 events' }).click()
    await report().getByText('1 delivered · 1 dead again').waitFor()
    await button('Replay all 1').waitFor()
  })

  test('warns of a newer value, and offers to skip the event', async () => {
    opened = await openConsole({ path: '/dead-letters' })
    await refuse(2)
    await opened.send(person(1, { name: 'Ada Fern' }))
    await opened.page.getByText('1 event with a newer delivered value').waitFor()
    await button(/^Show events/).click()
    await opened.page.getByRole('link', { name: 'Newer value delivered' }).waitFor()
    await button('Replay event 1').click()
    await dialog().getByText('A newer value of this person was delivered since.').waitFor()
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    await button('Replay all 2').click()
    await dialog().getByText('For 1 event, a newer value of the person was delivered since.').waitFor()
    expect(await findViolations(opened.page)).toEqual([])
    await dialog().getByRole('button', { name: 'Replay 1 event' }).click()
    await report().getByText('1 skipped, because a newer value was delivered').waitFor()
  })

  test.each([
    ['light', 1440],
    ['dark', 390],
  ] as const)('has no violation of accessibility, %s at %d pixels', async (colorScheme, width) => {
    opened = await openConsole({
      path: '/dead-letters',
      context: { colorScheme, viewport: { width, height: 844 } },
    })
    await refuse(1)
    await button(/^Show events/).click()
    await button('Replay event 1').waitFor()
    expect(await findViolations(opened.page)).toEqual([])
    await button('Replay event 1').click()
    expect(await findViolations(opened.page)).toEqual([])
  })
})
