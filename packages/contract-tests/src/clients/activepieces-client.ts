import { freshdesk } from '@activepieces/piece-freshdesk'
import type { Client } from './client'

interface Action {
  run(context: { auth: object; propsValue: object }): Promise<unknown>
}

/**
 * A piece of an automation platform, by axios. It reads and lists with its own actions, and does
 * the rest with its action for any API call. It sends the key without the word `Basic`.
 */
export function activepieces(url: string, apiKey: string): Client {
  const auth = { base_url: url, access_token: btoa(`${apiKey}:X`) }
  const run = (name: string, propsValue: object) =>
    (freshdesk.getAction(name) as unknown as Action).run({ auth, propsValue })
  const call = async (method: string, path: string, body?: object, queryParams = {}) => {
    const request = { method, url: { url: `${url}/api/v2${path}` }, headers: {}, queryParams, body }
    return ((await run('custom_api_call', request)) as { body: unknown }).body
  }

  return {
    create: values => call('POST', '/contacts', values),
    read: id => run('get_contact_from_id', { contactid: String(id) }),
    list: ({ email }) => run('get_contacts', { filter_type: 'email', filter_value: email, per_page: 0 }),
    search: email => call('GET', '/search/contacts', undefined, { query: `"email:'${email}'"` }),
    update: (id, values) => call('PUT', `/contacts/${id}`, values),
    delete: id => call('DELETE', `/contacts/${id}`),
  }
}
