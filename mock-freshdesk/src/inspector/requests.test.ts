import { execFileSync } from 'node:child_process'
import { describeInspector } from '../testing/inspector'

describeInspector('requests', inspector => {
  const { openInspector, api, admin, requests, rows, button, detail, dialog, clipboard, said, shows } = inspector

  test('an empty list offers a command that creates one, and the command works', async () => {
    await openInspector()
    await inspector.page.getByRole('heading', { name: 'No requests yet' }).waitFor()
    await inspector.page.locator('#requests-empty').getByRole('button', { name: 'Copy' }).click()
    await said('The curl line is copied.')
    expect(await clipboard()).toBe(
      `curl -u mock-api-key:X -H 'Content-Type: application/json' -d '{"name":"Ada Moss","email":"ada.moss@example.com"}' ${inspector.mock.url}/api/v2/contacts`,
    )
  })

  test('say which fault changed them', async () => {
    await openInspector()
    inspector.mock.admin.addFault({ match: { method: 'POST' }, status: 503, times: 1 })
    for (const [status, because, email, headers] of [
      [503, 'by fault f1.', 'ada@example.com', {}],
      [429, 'because of its address (+429).', 'ada+429@example.com', {}],
      [500, 'because of its header X-Mock-Fault: 500;delay=1.', 'ada@example.com', { 'X-Mock-Fault': '500;delay=1' }],
    ] as const) {
      await api('POST', '/contacts', { name: 'Ada Moss', email }, headers)
      await button(`POST /api/v2/contacts, ${status}`).click()
      await shows(detail(), `Changed ${because}`)
    }
  })

  test('a refused request with three errors shows each error in its detail', async () => {
    await openInspector()
    await api('POST', '/contacts', { name: 5, email: 'nope', colour: 'red' })
    await button('POST /api/v2/contacts, 400').click()
    await shows(detail(), 'name: Value set is of type Integer.It should be a/an String (datatype_mismatch)')
    await shows(detail(), "email: It should be in the 'valid email address' format (invalid_value)")
    await shows(detail(), 'colour: Unexpected/invalid field in request (invalid_field)')
  })

  test('show up as they arrive, open with bodies and headers, and are copied as curl without the key', async () => {
    await openInspector()
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' }, { 'User-Agent': 'ours/1' })
    await shows(rows(requests()), /POST.*201.*Created.*\/api\/v2\/contacts/)

    await button('POST /api/v2/contacts, 201').click()
    await detail().getByRole('heading', { name: 'POST /api/v2/contacts' }).waitFor()
    expect(await detail().getByRole('region', { name: 'Request body' }).textContent()).toBe(
      '{\n  "name": "Ada Moss",\n  "email": "ada@example.com"\n}',
    )
    await shows(detail().getByRole('region', { name: 'Response body' }), '"email": "ada@example.com"')
    await detail().getByText('Headers').first().click()
    await shows(detail(), 'ours/1')

    await button('Copy as curl').click()
    await said('The curl line is copied.')
    const line = await clipboard()
    expect(line).toContain('curl -u YOUR_API_KEY:X ')
    expect(line).toContain(`--data-raw '{"name":"Ada Moss","email":"ada@example.com"}'`)
    expect(line).toContain(` ${inspector.mock.url}/api/v2/contacts`)
    expect(line).not.toContain('mock-api-key')
    expect(line).not.toContain('****')
  })

  test('are filtered by method, by status and by a text in path or body', async () => {
    await openInspector()
    await api('POST', '/contacts', { name: 'Ada', email: 'ada@example.com' })
    await api('POST', '/contacts', { name: 'Ada', email: 'ada@example.com' })
    await api('GET', '/agents/me')
    await rows(requests()).nth(2).waitFor()

    await inspector.page.getByLabel('Method').first().selectOption('POST')
    await button('GET /api/v2/agents/me, 200').waitFor({ state: 'detached' })
    expect(await rows(requests()).count()).toBe(2)
    await inspector.page.getByLabel('Status').first().selectOption('4')
    await button('POST /api/v2/contacts, 201').waitFor({ state: 'detached' })
    expect(await rows(requests()).count()).toBe(1)

    await inspector.page.getByLabel('Method').first().selectOption('')
    await inspector.page.getByLabel('Status').first().selectOption('')
    await inspector.page.getByLabel('Search path or body').fill('ADA@example')
    await button('GET /api/v2/agents/me, 200').waitFor({ state: 'detached' })
    await rows(requests()).nth(1).waitFor()
    await inspector.page.getByLabel('Search path or body').fill('agents')
    await button('GET /api/v2/agents/me, 200').waitFor()
    await inspector.page.getByLabel('Search path or body').fill('nowhere at all')
    await button('Show all requests').click()
    await rows(requests()).nth(2).waitFor()
  })

  test('are opened by a click while text is selected elsewhere', async () => {
    await openInspector()
    await api('GET', '/one')
    await api('GET', '/two')
    await button('GET /api/v2/one, 404').click()
    await detail().getByRole('heading', { name: 'GET /api/v2/one' }).dblclick()
    await inspector.page.evaluate(`document.querySelector('[aria-label="GET /api/v2/two, 404"]').closest('tr').click()`)
    await detail().getByRole('heading', { name: 'GET /api/v2/two' }).waitFor()
  })

  test('found by a text in their bodies are found still when all are loaded anew', async () => {
    await openInspector({ seed: { accounts: { acme: {} } } })
    await api('POST', '/contacts', { name: 'Zebra Moss', email: 'z@example.com' })
    await api('GET', '/agents/me')
    await inspector.page.getByLabel('Search path or body').fill('zebra')
    await button('GET /api/v2/agents/me, 200').waitFor({ state: 'detached' })
    await button('POST /api/v2/contacts, 201').waitFor()
    await inspector.page.getByLabel('Account').selectOption('acme')
    await button('POST /api/v2/contacts, 201').waitFor({ state: 'detached' })
    await inspector.page.getByLabel('Account').selectOption('default')
    await button('POST /api/v2/contacts, 201').waitFor()
  })

  test('are cleared, here or by another', async () => {
    await openInspector()
    await api('GET', '/agents/me')
    await button('GET /api/v2/agents/me, 200').click()
    await detail().getByRole('heading', { name: 'GET /api/v2/agents/me' }).waitFor()
    await button('Empty journal…').click()
    await dialog().getByRole('button', { name: 'Empty journal', exact: true }).click()
    await inspector.page.getByRole('heading', { name: 'No requests yet' }).waitFor()
    await detail().waitFor({ state: 'hidden' })
    expect((await admin('/requests')).meta.total).toBe(0)

    await api('GET', '/agents/me')
    await rows(requests()).first().waitFor()
    await fetch(`${inspector.mock.url}/__admin/requests`, { method: 'DELETE' })
    await inspector.page.getByRole('heading', { name: 'No requests yet' }).waitFor()
  })

  test('are copied so that a shell reads them back as they were', async () => {
    await openInspector()
    const bodies = [`it's`, '$(reboot) `id` "x" \\', 'two\nlines\r\u001b[201~', 'é 漢 😀', '@file', '-d', '!!', '']
    for (const body of bodies) {
      const entry = {
        method: 'PUT',
        url: "/api/v2/contacts/1?a='b'&c=[1]",
        request: { headers: { 'x-odd': `a'b` }, body },
      }
      const line = (await inspector.page.evaluate(
        `import('/__admin/static/requests/curl.js').then(({ toCurl }) => toCurl(${JSON.stringify(entry)}))`,
      )) as string
      const words = execFileSync('bash', ['--norc', '-c', `printf '%s\\0' ${line}`], { env: { LC_ALL: 'C.UTF-8' } })
      expect(words.toString().split('\0').slice(0, -1)).toEqual([
        'curl',
        '--globoff',
        '-X',
        'PUT',
        '-H',
        `x-odd: a'b`,
        ...(body === '' ? [] : ['--data-raw', body]),
        `${inspector.mock.url}/api/v2/contacts/1?a=%27b%27&c=[1]`,
      ])
    }
  })
})
