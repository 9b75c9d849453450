import type { Desk } from './desk'
import { rawGet } from './raw-get'

export function search(desk: Desk) {
  const ask = (query: string, more = '') =>
    desk.get(`/search/contacts?query=${encodeURIComponent(`"${query}"`)}${more}`)
  const found = async (query: string): Promise<number[]> => {
    const answer = await ask(query)
    expect(answer).toMatchObject({ status: 200 })
    return answer.body.results.map((contact: { id: number }) => contact.id)
  }

  describe('searching contacts', () => {
    desk.given('ownAccount', 'answers how many there are, and the contacts as lists show them', async () => {
      const { id, email } = await desk.contact()
      const { body: list } = await desk.get(`/contacts?email=${email}`)
      const answer = await ask(`email:'${email}'`)
      expect(answer).toMatchObject({ status: 200, body: { total: 1, results: [{ id, email }] } })
      expect(Object.keys(answer.body)).toEqual(['total', 'results'])
      expect(answer.body.results).toEqual(list)
    })

    desk.given('ownAccount', 'finds nobody', async () => {
      expect(await ask("email:'nobody@example.com'")).toMatchObject({ status: 200, body: { total: 0, results: [] } })
    })

    desk.given('ownAccount', 'knows these fields', async () => {
      const company = await desk.made('/companies', { name: desk.unique('Moss & Fern') })
      const given = {
        phone: desk.phone(),
        mobile: desk.phone(),
        twitter_id: desk.unique('ada'),
        language: 'de',
        time_zone: 'Berlin',
        company_id: company.id,
      }
      const tag = desk.unique('tag')
      const { id } = await desk.contact({ ...given, tags: [tag, 'fair'] })
      await desk.contact()
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

    desk.given('ownAccount', 'AND, OR and parentheses', async () => {
      const tag = desk.unique('tag')
      const [ada, ben, cleo] = [
        await desk.contact({ ...desk.person('Ada'), tags: [tag] }),
        await desk.contact({ ...desk.person('Ben'), tags: [tag] }),
        await desk.contact({ ...desk.person('Cleo') }),
      ]
      const either = `email:'${ada.email}' OR email:'${cleo.email}'`
      expect((await found(either)).sort()).toEqual([ada.id, cleo.id].sort())
      expect(await found(`(${either}) AND tag:'${tag}'`)).toEqual([ada.id])
      expect((await found(`tag:'${tag}'`)).sort()).toEqual([ada.id, ben.id].sort())
    })

    desk.given('ownAccount', ':> and :< compare dates', async () => {
      const tag = desk.unique('tag')
      const { id } = await desk.contact({ tags: [tag] })
      for (const field of ['created_at', 'updated_at']) {
        expect(await found(`tag:'${tag}' AND ${field}:>'2020-01-01'`)).toEqual([id])
        expect(await found(`tag:'${tag}' AND ${field}:<'2020-01-01'`)).toEqual([])
      }
    })

    desk.given('ownAccount', 'null finds what is blank', async () => {
      const tag = desk.unique('tag')
      const blank = await desk.contact({ tags: [tag] })
      await desk.contact({ tags: [tag], phone: desk.phone() })
      expect(await found(`tag:'${tag}' AND phone:null`)).toEqual([blank.id])
    })

    desk.given('ownAccount', 'custom fields are searched by their names', async () => {
      const field = (type: string, values: object = {}) => {
        const label = desk.unique('Plan').replaceAll('.', ' ')
        const given = { label, label_for_customers: label, type, ...values }
        return desk.made<{ id: number; name: string }>('/contact_fields', given)
      }
      const [text, number, box, choice] = [
        await field('custom_text'),
        await field('custom_number'),
        await field('custom_checkbox'),
        await field('custom_dropdown', { choices: [{ value: 'Free' }, { value: 'Paid' }] }),
      ]
      const { id } = await desk.contact({
        custom_fields: { [text.name]: 'Gold', [number.name]: 7, [box.name]: true, [choice.name]: 'Paid' },
      })
      await desk.contact({ custom_fields: { [choice.name]: 'Free' } })
      expect(await found(`${text.name}:'Gold'`)).toEqual([id])
      expect(await found(`${number.name}:7`)).toEqual([id])
      expect(await found(`${number.name}:>6 AND ${number.name}:<8`)).toEqual([id])
      expect(await found(`${box.name}:true`)).toEqual([id])
      expect(await found(`${choice.name}:'Paid'`)).toEqual([id])
    })

    desk.given('ownAccount', 'the deleted are not found', async () => {
      const { id, email } = await desk.contact()
      await desk.delete(`/contacts/${id}`)
      expect(await found(`email:'${email}'`)).toEqual([])
    })

    desk.given('ownAccount', 'a page has 30, and there are ten pages', async () => {
      const tag = desk.unique('tag')
      for (let i = 0; i < 31; i++) await desk.contact({ tags: [tag] })
      const [one, two] = [await ask(`tag:'${tag}'`), await ask(`tag:'${tag}'`, '&page=2')]
      expect(one.body.total).toBe(31)
      expect(one.body.results).toHaveLength(30)
      expect(two.body.results).toHaveLength(1)
      expect(await ask(`tag:'${tag}'`, '&page=10')).toMatchObject({ status: 200, body: { results: [] } })
      expect(await ask(`tag:'${tag}'`, '&page=11')).toMatchObject({ status: 400 })
    })

    desk.given('ownAccount', 'more than 512 characters are refused', async () => {
      expect(await ask(`tag:'${'a'.repeat(513)}'`)).toMatchObject({ status: 400 })
    })

    desk.given('ownAccount', 'what is no query is refused', async () => {
      for (const query of ["nickname:'Addie'", "email:'", 'email', "email:'a@b.example' AND", '(tag:null'])
        expect([query, (await ask(query)).status]).toEqual([query, 400])
      expect(await desk.get('/search/contacts?query=email:null')).toMatchObject({ status: 400 })
    })

    desk.given('ownAccount', 'the quotes may come raw', async () => {
      const { id, email } = await desk.contact()
      const answer = await rawGet(desk.account, `/api/v2/search/contacts?query="email:'${email}'"`)
      expect(answer.status).toBe(200)
      expect(JSON.parse(answer.text)).toMatchObject({ total: 1, results: [{ id }] })
    })
  })
}
