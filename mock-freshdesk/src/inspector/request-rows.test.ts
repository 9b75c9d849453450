import { connect } from 'node:net'
import { describeInspector } from '../testing/inspector'

const IRIS = 72009990004

describeInspector('rows of requests', inspector => {
  const { openInspector, api, requests, rows, button, detail, dialog, said, shows, admin } = inspector
  const row = (text: string | RegExp) => rows(requests()).filter({ hasText: text })

  test('show whom a request concerns, and the field and code of a refusal', async () => {
    await openInspector()
    await api('POST', '/contacts', { name: 'Ada', email: 'iris.calder@quillfarm.example' })
    await api('PUT', `/contacts/${IRIS}`, { custom_fields: { nope: 1 } })
    await api('DELETE', `/contacts/${IRIS}`)
    await row('DELETE').waitFor()
    const cells = (text: string) => row(text).locator('td:is(.whom, .why)').allTextContents()
    expect(await cells('409')).toEqual(['iris.calder@quillfarm.example', 'email duplicate_value'])
    expect(await cells('400')).toEqual(['iris.calder@quillfarm.example', 'custom_fields.nope invalid_field'])
    expect(await cells('DELETE')).toEqual(['iris.calder@quillfarm.example', ''])
  })

  test('show the whole word DELETE, wide and narrow', async () => {
    await openInspector()
    await api('DELETE', '/contacts/1')
    const isCut = () =>
      row('DELETE')
        .locator('td.method')
        .evaluate(cell => {
          const { scrollWidth, clientWidth } = cell as unknown as { scrollWidth: number; clientWidth: number }
          return scrollWidth > clientWidth
        })
    expect(await isCut()).toBe(false)
    await row('DELETE').click()
    await detail().getByRole('heading', { name: 'DELETE' }).waitFor()
    expect(await isCut()).toBe(false)
  })

  test('show how long a client waited in vain', async () => {
    await openInspector()
    const socket = connect(inspector.mock.port, '127.0.0.1')
    socket.write('GET /api/v2/agents/me HTTP/1.1\r\nHost: x\r\nX-Mock-Fault: hang\r\n\r\n')
    await shows(row('no response'), 'waiting…')
    socket.destroy()
    await shows(row('no response'), /\d\s(ms|s)$/)
    const [entry] = (await admin('/requests')).requests
    await row('no response').click()
    const took = entry.durationMs < 1000 ? `took ${Math.round(entry.durationMs)}` : 'took '
    await shows(detail(), entry.durationMs < 1 ? 'took <1' : took)
  })

  test('lead from a refusal to the contact that has the value, and to the record of a create', async () => {
    await openInspector()
    await api('POST', '/contacts', { name: 'Iris', email: 'iris.calder@quillfarm.example' })
    await button('POST /api/v2/contacts, 409').click()
    await shows(detail(), 'email: It should be a unique value (duplicate_value)')
    await detail()
      .getByRole('link', { name: `contact ${IRIS}` })
      .click()
    await detail().getByRole('heading', { name: 'Iris Calder' }).waitFor()
    await inspector.page.goBack()
    await detail()
      .getByRole('region', { name: 'Response body' })
      .getByRole('link', { name: String(IRIS) })
      .click()
    await detail().getByRole('heading', { name: 'Iris Calder' }).waitFor()

    await detail().getByRole('link', { name: 'Quillfarm' }).click()
    await detail().getByRole('heading', { name: 'Quillfarm' }).waitFor()
    await button('Contacts of this company').click()
    await shows(inspector.page.locator('#contacts-shown'), '1 of 3 shown')

    const { json } = await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await inspector.page.getByRole('link', { name: /Requests/ }).click()
    await button('POST /api/v2/contacts, 201').click()
    await detail()
      .getByRole('region', { name: 'Response body' })
      .getByRole('link', { name: String(json.id) })
      .click()
    await detail().getByRole('heading', { name: 'Ada Moss' }).waitFor()
  })

  test('lead from a note to the request that it names', async () => {
    await openInspector()
    await api('GET', '/agents/me', undefined, { 'X-Mock-Fault': '429;retry-after=9' })
    await api('GET', '/agents/me')
    await button('GET /api/v2/agents/me, 200').click()
    await detail().getByRole('link', { name: 'request 1' }).click()
    await shows(detail(), '429 Too Many Requests')
  })

  test('about one person are shown together, also those that name only an id', async () => {
    await openInspector()
    const { json } = await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await api('DELETE', `/contacts/${json.id}`)
    await api('GET', '/contacts?email=iris.calder@quillfarm.example')
    await button(`DELETE /api/v2/contacts/${json.id}, 204`).click()
    await button('All requests about this person').click()
    await shows(inspector.page.locator('#requests-shown'), '2 of 3 shown')
    await button('About ada@example.com').click()
    await shows(inspector.page.locator('#requests-shown'), '3 shown')
  })

  test('are grouped by person and by event, and a group folds', async () => {
    await openInspector()
    await api('POST', '/contacts', { name: 'Iris', email: 'iris.calder@quillfarm.example' })
    await api('PUT', `/contacts/${IRIS}`, { job_title: 'Botanist' })
    await api('POST', '/contacts', { name: 'Zoe', email: 'zoe@example.com' }, { 'X-Mock-Fault': '503' })
    await api('POST', '/contacts', { name: 'Zoe', email: 'zoe@example.com' })
    await api('POST', '/contacts', { name: 'Zoe', email: 'zoe@example.com' })
    await api('GET', '/agents/me')
    const list = () =>
      rows(requests())
        .locator('button.open')
        .evaluateAll(buttons => buttons.map(button => (button as unknown as Element).getAttribute('aria-label')))
    const iris = ['POST /api/v2/contacts, 409', `PUT /api/v2/contacts/${IRIS}, 200`]
    const zoe = ['POST /api/v2/contacts, 503', 'POST /api/v2/contacts, 201']

    await inspector.page.getByLabel('Group').selectOption('event')
    await button('zoe@example.com, 2 requests, unfolded').waitFor()
    expect(await list()).toEqual([
      'GET /api/v2/agents/me, 200',
      'POST /api/v2/contacts, 409',
      'zoe@example.com, 2 requests, unfolded',
      ...zoe,
      'iris.calder@quillfarm.example, 2 requests, unfolded',
      ...iris,
    ])
    await inspector.page.getByLabel('Group').selectOption('person')
    await button('zoe@example.com, 3 requests, unfolded').click()
    await button('zoe@example.com, 3 requests, folded').waitFor()
    expect(await list()).toEqual([
      'GET /api/v2/agents/me, 200',
      'zoe@example.com, 3 requests, folded',
      'iris.calder@quillfarm.example, 2 requests, unfolded',
      ...iris,
    ])
  })

  test('wait while the list is paused', async () => {
    await openInspector()
    await api('GET', '/one')
    await row('/one').waitFor()
    await button('Pause').click()
    await api('GET', '/two')
    await button('Resume, 1 new').waitFor()
    expect(await rows(requests()).count()).toBe(1)
    await button('Resume, 1 new').click()
    await row('/two').waitFor()
  })

  test('are emptied after a question, and come back with Undo', async () => {
    await openInspector()
    await api('GET', '/one')
    await api('GET', '/two')
    await row('/two').waitFor()
    await button('Empty journal…').click()
    await button('Keep it').click()
    await button('Empty journal…').click()
    await shows(dialog(), 'This removes 2 requests of every account')
    expect((await admin('/requests')).meta.total).toBe(2)
    await dialog().getByRole('button', { name: 'Empty journal', exact: true }).click()
    await said('The journal is empty: 2 requests removed.')
    expect((await admin('/requests')).meta.total).toBe(0)
    await button('Undo').click()
    await said('2 requests came back.')
    expect(await rows(requests()).count()).toBe(2)
  })
})
