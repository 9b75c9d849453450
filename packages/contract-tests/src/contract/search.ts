import type { ApiClient } from './api-client'
import { rawGet } from './raw-get'

export function search(apiClient: ApiClient) {
  const callApi = (query: string, more = '') =>
    apiClient.get(`/search/contacts?query=${encodeURIComponent(`"${query}"`)}${more}`)
  const found = async (query: string): Promise<number[]> => {
    const response = await callApi(query)
    expect(response).toMatchObject({ status: 200 })
    return response.body.results.map((contact: { id: number }) => contact.id)
  }

  describe('section 7: searching contacts', () => {
    apiClient.given('ownAccount', 'a search returns the total and the contacts as lists show them', async () => {
      const { id, email } = await apiClient.contact()
      const { body: list } = await apiClient.get(`/contacts?email=${email}`)
      const response = await callApi(`email:'${email}'`)
      expect(response).toMatchObject({ status: 200, body: { total: 1, results: [{ id, email }] } })
      expect(Object.keys(response.body)).toEqual(['total', 'results'])
      expect(response.body.results).toEqual(list)
    })

    apiClient.given('ownAccount', 'a search without a match returns 200 and an empty list', async () => {
      expect(await callApi("email:'nobody@example.com'")).toMatchObject({
        status: 200,
        body: { total: 0, results: [] },
      })
    })

    apiClient.given('ownAccount', 'a search knows these fields of a contact', async () => {
      const company = await apiClient.made('/companies', { name: apiClient.unique('Moss & Fern') })
      const given = {
        phone: apiClient.phone(),
        mobile: apiClient.phone(),
        twitter_id: apiClient.unique('ada'),
        language: 'de',
        time_zone: 'Berlin',
        company_id: company.id,
      }
      const tag = apiClient.unique('tag')
      const { id } = await apiClient.contact({ ...given, tags: [tag, 'fair'] })
      await apiClient.contact()
      const queries = [
        `phone:'${given.phone}'`,
        `mobile:'${given.mobile}'`,
        `twitter_id:'${given.twitter_id}'`,
        `company_id:${company.id}`,
        `tag:'${tag}'`,
        `tag:'${tag}' AND active:false`,
        `tag:'${tag}' AND language:'de'`,
        `tag:'${tag}' AND time_zone:'Berlin'`,
      ]
      for (const query of queries) expect([query, await found(query)]).toEqual([query, [id]])
      expect(await found(`tag:'${tag}' AND active:true`)).toEqual([])
    })

    apiClient.given('ownAccount', 'a search takes AND, OR and parentheses', async () => {
      const tag = apiClient.unique('tag')
      const [ada, ben, cleo] = [
        await apiClient.contact({ ...apiClient.person('Ada'), tags: [tag] }),
        await apiClient.contact({ ...apiClient.person('Ben'), tags: [tag] }),
        await apiClient.contact({ ...apiClient.person('Cleo') }),
      ]
      const either = `email:'${ada.email}' OR email:'${cleo.email}'`
      expect((await found(either)).sort()).toEqual([ada.id, cleo.id].sort())
      expect(await found(`(${either}) AND tag:'${tag}'`)).toEqual([ada.id])
      expect((await found(`tag:'${tag}'`)).sort()).toEqual([ada.id, ben.id].sort())
    })

    apiClient.given('ownAccount', 'a search compares dates with :> and :<', async () => {
      const tag = apiClient.unique('tag')
      const { id } = await apiClient.contact({ tags: [tag] })
      for (const field of ['created_at', 'updated_at']) {
        expect(await found(`tag:'${tag}' AND ${field}:>'2020-01-01'`)).toEqual([id])
        expect(await found(`tag:'${tag}' AND ${field}:<'2020-01-01'`)).toEqual([])
      }
    })

    apiClient.given('ownAccount', 'a search for null finds blank values', async () => {
      const tag = apiClient.unique('tag')
      const blank = await apiClient.contact({ tags: [tag] })
      await apiClient.contact({ tags: [tag], phone: apiClient.phone() })
      expect(await found(`tag:'${tag}' AND phone:null`)).toEqual([blank.id])
    })

    apiClient.given('ownAccount', 'a search takes custom fields by their names', async () => {
      const field = (type: string, values: object = {}) => {
        const label = apiClient.unique('Plan').replaceAll('.', ' ')
        const given = { label, label_for_customers: label, type, ...values }
        return apiClient.made<{ id: number; name: string }>('/contact_fields', given)
      }
      const [text, number, box, choice] = [
        await field('custom_text'),
        await field('custom_number'),
        await field('custom_checkbox'),
        await field('custom_dropdown', { choices: [{ value: 'Free' }, { value: 'Paid' }] }),
      ]
      const { id } = await apiClient.contact({
        custom_fields: { [text.name]: 'Gold', [number.name]: 7, [box.name]: true, [choice.name]: 'Paid' },
      })
      await apiClient.contact({ custom_fields: { [choice.name]: 'Free' } })
      expect(await found(`${text.name}:'Gold'`)).toEqual([id])
      expect(await found(`${number.name}:7`)).toEqual([id])
      expect(await found(`${number.name}:>6 AND ${number.name}:<8`)).toEqual([id])
      expect(await found(`${box.name}:true`)).toEqual([id])
      expect(await found(`${choice.name}:'Paid'`)).toEqual([id])
    })

    apiClient.given('ownAccount', 'a search does not find deleted contacts', async () => {
      const { id, email } = await apiClient.contact()
      await apiClient.delete(`/contacts/${id}`)
      expect(await found(`email:'${email}'`)).toEqual([])
    })

    apiClient.given('ownAccount', 'a search has 30 results a page, and ten pages', async () => {
      const tag = apiClient.unique('tag')
      for (let i = 0; i < 31; i++) await apiClient.contact({ tags: [tag] })
      const [one, two] = [await callApi(`tag:'${tag}'`), await callApi(`tag:'${tag}'`, '&page=2')]
      expect(one.body.total).toBe(31)
      expect(one.body.results).toHaveLength(30)
      expect(two.body.results).toHaveLength(1)
      expect(await callApi(`tag:'${tag}'`, '&page=10')).toMatchObject({ status: 200, body: { results: [] } })
      expect(await callApi(`tag:'${tag}'`, '&page=11')).toMatchObject({ status: 400 })
    })

    apiClient.given('ownAccount', 'a search of more than 512 characters is refused', async () => {
      expect(await callApi(`tag:'${'a'.repeat(513)}'`)).toMatchObject({ status: 400 })
    })

    apiClient.given('ownAccount', 'a search with an invalid query is refused', async () => {
      for (const query of ["nickname:'Addie'", "email:'", 'email', "email:'a@b.example' AND", '(tag:null'])
        expect([query, (await callApi(query)).status]).toEqual([query, 400])
      expect(await apiClient.get('/search/contacts?query=email:null')).toMatchObject({ status: 400 })
    })
  })

  describe('section 11: a search of a published client', () => {
    apiClient.given('ownAccount', 'a search takes raw quotes', async () => {
      const { id, email } = await apiClient.contact()
      const response = await rawGet(apiClient.account, `/api/v2/search/contacts?query="email:'${email}'"`)
      expect(response.status).toBe(200)
      expect(JSON.parse(response.text)).toMatchObject({ total: 1, results: [{ id }] })
    })
  })
}
