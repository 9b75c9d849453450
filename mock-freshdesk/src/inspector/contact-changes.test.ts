import { describeInspector } from '../testing/inspector'

const ada = {
  id: 7,
  name: 'Ada Moss',
  email: 'ada@example.com',
  phone: '+441632960900',
  job_title: 'Engineer',
  unique_external_id: 'usr_1',
  tags: ['vip'],
  custom_fields: { signup_method: 'email' },
}

describeInspector('a contact', inspector => {
  const { openInspector, contacts, rows, button, detail, dialog, said, shows, hash } = inspector
  const contact = () => inspector.mock.admin.contact(7)
  const field = (name: string) => dialog().getByLabel(name, { exact: true })

  test('is read in the order of a person, with the empty fields folded', async () => {
    await openInspector({ seed: { contacts: [ada] } }, {}, '#/contacts/7')
    await detail().getByRole('heading', { name: 'Ada Moss' }).waitFor()
    const text = (await detail().textContent()) ?? ''
    const order = [
      'Ada Moss',
      'ada@example.com',
      '+441632960900',
      'usr_1',
      'Engineer',
      'vip',
      'signup_method',
      'active',
    ]
    expect(order.map(word => text.indexOf(word))).toEqual(order.map(word => text.indexOf(word)).sort((a, b) => a - b))
    expect(await detail().locator('dt').getByText('twitter_id').isVisible()).toBe(false)
    await detail().getByText('Empty fields').click()
    await detail().locator('dt').getByText('twitter_id').waitFor()
  })

  test('is edited: only the changed values are sent', async () => {
    await openInspector({ seed: { contacts: [ada] } }, {}, '#/contacts/7')
    await button('Edit…').click()
    await field('Job title').fill('Botanist')
    await field('Phone').fill('')
    await field('Tags, between commas').fill('vip, newsletter')
    await field('Signup method').fill('phone')
    await button('Save').click()
    await said('Ada Moss is saved.')
    await shows(detail(), 'Botanist')
    const [write] = inspector.mock.admin.requests()
    expect([write?.method, JSON.parse(write?.request.body ?? '')]).toEqual([
      'PUT',
      { phone: null, job_title: 'Botanist', tags: ['vip', 'newsletter'], custom_fields: { signup_method: 'phone' } },
    ])
    expect(contact()).toMatchObject({ email: 'ada@example.com', phone: null, job_title: 'Botanist' })
  })

  test('is added, and a refusal names the field and the contact that has the value', async () => {
    await openInspector({ seed: { contacts: [ada] } }, {}, '#/contacts')
    await button('Add contact…').click()
    await field('Name').fill('Ada Again')
    await field('Email').fill('ada@example.com')
    await button('Add contact').click()
    await shows(dialog().getByRole('alert'), 'email: It should be a unique value (duplicate_value) – held by contact 7')
    await field('Email').fill('again@example.com')
    await button('Add contact').click()
    await said('Ada Again is added.')
    await detail().getByRole('heading', { name: 'Ada Again' }).waitFor()
    expect(inspector.mock.admin.contacts({ q: 'again@' })).toMatchObject([{ name: 'Ada Again' }])
  })

  test('is deleted, comes back with Undo and with Restore, and is deleted for good', async () => {
    await openInspector({ seed: { contacts: [ada] } }, {}, '#/contacts/7')
    await button('Delete').click()
    await said('Ada Moss is deleted.')
    await shows(detail(), 'This contact is deleted. It can be restored.')
    expect(contact().deleted).toBe(true)
    await button('Undo').click()
    await said('Ada Moss is restored.')
    expect(contact().deleted).toBeUndefined()

    await button('Delete').click()
    await button('Restore').click()
    await said('Ada Moss is restored.')
    await button('Delete').click()
    await button('Delete for good…').click()
    await shows(dialog(), 'Delete Ada Moss for good?')
    await button('Delete for good').click()
    await said('Ada Moss is deleted for good.')
    expect(await hash()).toBe('#/contacts')
    await inspector.page.getByRole('heading', { name: 'No contacts yet' }).waitFor()
  })

  test('stands where the column puts it: up, down, and as before', async () => {
    const people = [
      { id: 1, name: 'Ada', email: 'c@example.com' },
      { id: 2, name: 'Ben', email: 'a@example.com' },
      { id: 3, name: 'Cleo' },
    ]
    await openInspector({ seed: { contacts: people } }, {}, '#/contacts')
    const names = () => rows(contacts()).locator('td.name').allTextContents()
    const head = inspector.page.getByRole('columnheader', { name: 'Email' })
    await rows(contacts()).nth(2).waitFor()
    await button('Email').click()
    await shows(rows(contacts()).first(), 'Ben')
    expect([await names(), await head.getAttribute('aria-sort')]).toEqual([['Ben', 'Ada', 'Cleo'], 'ascending'])
    await button('Email').click()
    await shows(rows(contacts()).first(), 'Ada')
    expect([await names(), await head.getAttribute('aria-sort')]).toEqual([['Ada', 'Ben', 'Cleo'], 'descending'])
    await button('Email').click()
    await inspector.page.waitForFunction('!location.hash.includes("sort")')
    expect(await head.getAttribute('aria-sort')).toBe('none')
  })

  test('is sorted on a phone too, which shows no heads', async () => {
    const people = [
      { id: 1, name: 'Ada', updated_at: '2026-01-01T00:00:00Z' },
      { id: 2, name: 'Ben', updated_at: '2026-01-02T00:00:00Z' },
    ]
    await openInspector({ seed: { contacts: people } }, { viewport: { width: 390, height: 800 } }, '#/contacts')
    await shows(rows(contacts()).first(), 'Ada')
    await inspector.page.getByLabel('Sort').selectOption('Updated')
    await shows(rows(contacts()).first(), 'Ben')
    expect(await hash()).toBe('#/contacts?sort=updated_at&order=desc')
  })
})
