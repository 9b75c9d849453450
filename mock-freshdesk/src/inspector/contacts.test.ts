import { describeInspector } from '../testing/inspector'

describeInspector('contacts', inspector => {
  const { openInspector, api, contacts, rows, button, detail, shows } = inspector

  const ada = {
    id: 72009990123,
    name: 'Ada Moss',
    email: 'ada@example.com',
    phone: '+441632960900',
    job_title: 'Engineer',
    unique_external_id: 'usr_1',
    tags: ['marketing-consent', 'vip'],
    custom_fields: { signup_method: 'email' },
  }

  test('are searched and opened, with tags, custom fields and every digit of an id', async () => {
    await openInspector({
      seed: { contacts: [ada, { id: 72009990124, name: 'Grete Solberg', email: 'grete@example.com' }] },
    })
    await inspector.page.getByRole('link', { name: /Contacts/ }).click()
    await shows(rows(contacts()).first(), /Ada Moss.*ada@example\.com.*\+441632960900.*usr_1.*marketing-consent/)
    await shows(rows(contacts()).nth(1), 'Grete Solberg')

    await inspector.page.getByLabel('Search name, email, phone or id').fill('usr_1')
    await button('Grete Solberg, grete@example.com').waitFor({ state: 'detached' })
    await button('Ada Moss, ada@example.com').click()
    await detail().getByRole('heading', { name: 'Ada Moss' }).waitFor()
    const text = await detail().textContent()
    for (const shown of ['marketing-consent', 'vip', 'signup_method', 'Engineer', 'usr_1'])
      expect(text).toContain(shown)
    // Above 2^53: a number read by JSON.parse would end in other digits.
    await shows(
      detail()
        .locator('.fields > div')
        .filter({ hasText: /^org_contact_id1/ }),
      '1847477738229885952',
    )

    await inspector.page.getByLabel('Search name, email, phone or id').fill('nobody')
    await button('Show all contacts').click()
    await rows(contacts()).nth(1).waitFor()
  })

  test('show up as they are created, without a reload', async () => {
    await openInspector({ seed: { contacts: [] } }, {}, '#/contacts')
    await inspector.page.getByRole('heading', { name: 'No contacts yet' }).waitFor()
    await api('POST', '/contacts', { name: 'Noor Hadid', email: 'noor@example.com' })
    await button('Noor Hadid, noor@example.com').waitFor()
  })

  test('follow what happens elsewhere, the open one too', async () => {
    await openInspector({ seed: { contacts: [ada] } }, {}, `#/contacts/${ada.id}`)
    await detail().getByRole('heading', { name: 'Ada Moss' }).waitFor()
    await api('PUT', `/contacts/${ada.id}`, { name: 'Ada Fern' })
    await detail().getByRole('heading', { name: 'Ada Fern' }).waitFor()
    inspector.mock.admin.seed({ contacts: [] })
    await inspector.page.getByRole('heading', { name: 'No contacts yet' }).waitFor()
    await shows(detail(), `There is no contact ${ada.id}.`)
    inspector.expectComplaint(/404 \(Not Found\)/)
  })

  test('lead to their requests, where the search is ready to be changed', async () => {
    await openInspector({ seed: { contacts: [ada] } }, {}, `#/contacts/${ada.id}`)
    await api('PUT', `/contacts/${ada.id}`, { job_title: 'Botanist' })
    await api('GET', '/agents/me')
    await button('Requests of this contact').click()
    await button(`PUT /api/v2/contacts/${ada.id}, 200`).waitFor()
    await button('GET /api/v2/agents/me, 200').waitFor({ state: 'detached' })
    await inspector.page.locator('#requests-filters input:focus').waitFor()
  })

  test('with hostile names are shown as text, and the page takes no HTML made of text at all', async () => {
    const name = '<img src=x onerror="document.title=\'hacked\'">'
    await openInspector(
      { seed: { contacts: [{ id: 1, name, email: 'x@example.com', tags: ['<b>bold</b>'] }] } },
      {},
      '#/contacts',
    )
    await button(`${name}, x@example.com`).click()
    await detail().getByRole('heading', { name }).waitFor()
    await api('POST', '/contacts', { name, email: 'y@example.com', job_title: '<script>document.title=1</script>' })
    await api('PUT', '/contacts/1', { custom_fields: { [name]: '<i>x</i>' } })
    await api('DELETE', '/contacts/1')
    await inspector.page.getByRole('link', { name: /Requests/ }).click()
    await button('POST /api/v2/contacts, 201').click()
    await shows(detail(), '<script>document.title=1</script>')
    await shows(rows(inspector.requests()), `custom_fields.${name} invalid_field`)
    await inspector.page.getByLabel('Group').selectOption('person')
    await button('x@example.com, 2 requests, unfolded').waitFor()
    await button('Compare…').click()
    await button('PUT /api/v2/contacts/1, 400').click()
    await shows(detail().getByRole('table', { name: 'Request body' }), `custom_fields.${name}`)
    expect(await inspector.page.locator('main img, main b b, main script').count()).toBe(0)
    expect(await inspector.page.title()).toBe('Mock Freshdesk')
    const html = `try { document.createElement('p').innerHTML = '<i>' } catch (error) { error.constructor.name }`
    expect(await inspector.page.evaluate(html)).toBe('TypeError')
    inspector.expectComplaint(/TrustedHTML/)
  })
})
