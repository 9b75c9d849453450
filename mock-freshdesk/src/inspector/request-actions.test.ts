import { readFileSync } from 'node:fs'
import { describeInspector } from '../testing/inspector'

const IRIS = 72009990004

describeInspector('one request', inspector => {
  const { openInspector, api, requests, rows, button, detail, dialog, said, shows, hash } = inspector

  test('is sent again with its own key, and the new one leads back to it', async () => {
    await openInspector()
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await button('POST /api/v2/contacts, 201').click()
    await button('Send again').click()
    await said('Sent again: this is request 2.')
    await shows(detail(), '409 Conflict')
    expect(await hash()).toBe('#/requests/2')
    await detail().getByRole('link', { name: 'request 1' }).click()
    await shows(detail(), '201 Created')
  })

  test('is made to fail next time: the form knows its method, path and person', async () => {
    await openInspector()
    await api('PUT', `/contacts/${IRIS}`, { job_title: 'Botanist' })
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await button(`PUT /api/v2/contacts/${IRIS}, 200`).click()
    await button('Make this fail next time…').click()
    await button('Add fault').click()
    await said('Added: 503.')
    await button('POST /api/v2/contacts, 201').click()
    await button('Make this fail next time…').click()
    expect(await dialog().getByLabel('Body contains').inputValue()).toBe('ada@example.com')
    await button('Cancel').click()

    expect((await api('PUT', `/contacts/${IRIS + 1}`, { job_title: 'Buyer' })).status).toBe(200)
    expect((await api('PUT', `/contacts/${IRIS}`, { job_title: 'Buyer' })).status).toBe(503)
    expect((await api('PUT', `/contacts/${IRIS}`, { job_title: 'Buyer' })).status).toBe(200)
  })

  test('is compared with a second one, value by value', async () => {
    await openInspector()
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com', tags: ['vip'] })
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com', job_title: 'Buyer' })
    await button('POST /api/v2/contacts, 201').click()
    await button('Compare…').click()
    await said('Choose the request to compare with request 1 in the list.')
    await button('POST /api/v2/contacts, 409').click()
    await detail().getByRole('heading', { name: 'Request 1 and request 2' }).waitFor()
    expect(await hash()).toBe('#/requests/2?compare=1')
    const lines = (name: string) =>
      detail()
        .getByRole('table', { name, exact: true })
        .getByRole('row')
        .allInnerTexts()
        .then(texts => texts.map(text => text.split('\n')))
    expect(await lines('Request body')).toEqual([
      ['tags[0]', 'vip', 'absent'],
      ['job_title', 'absent', 'Buyer'],
    ])
    expect((await lines('Overview'))[0]).toEqual(['Status', '201 Created', '409 Conflict'])
    await inspector.page.reload()
    await detail().getByRole('heading', { name: 'Request 1 and request 2' }).waitFor()
    await button('Stop comparing').click()
    await detail().getByRole('heading', { name: 'POST /api/v2/contacts' }).waitFor()
  })

  test('is exported with all others that are shown as HAR, without the key', async () => {
    await openInspector()
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await api('GET', '/contacts?email=ada@example.com', undefined, { 'X-Mock-Fault': '503' })
    await api('GET', '/agents/me')
    await rows(requests()).nth(2).waitFor()
    await inspector.page.getByLabel('Search path or body').fill('ada@')
    await shows(inspector.page.locator('#requests-shown'), '2 of 3 shown')
    const [saved] = await Promise.all([inspector.page.waitForEvent('download'), button('Export HAR').click()])
    expect(saved.suggestedFilename()).toBe('mock-freshdesk.har')
    const text = readFileSync(await saved.path(), 'utf8')
    expect(text).not.toContain(Buffer.from('mock-api-key:X').toString('base64'))
    const { log } = JSON.parse(text)
    expect(log).toMatchObject({
      version: '1.2',
      entries: [
        {
          request: {
            method: 'POST',
            url: `${inspector.mock.url}/api/v2/contacts`,
            postData: { mimeType: 'application/json', text: '{"name":"Ada Moss","email":"ada@example.com"}' },
          },
          response: { status: 201, statusText: 'Created' },
        },
        {
          request: { method: 'GET', queryString: [{ name: 'email', value: 'ada@example.com' }] },
          response: { status: 503 },
          comment: 'Changed by fault x-mock-fault.',
        },
      ],
    })
  })
})
