import https from 'node:https'
import Freshdesk from '@freshworks/freshdesk'
import type { Client } from './client'
import { openHttpsFront } from './https-front'

/**
 * The SDK of the vendor, generated from an OpenAPI description, by superagent. It connects only to
 * https://DOMAIN, so it gets an HTTPS proxy. Its agent cannot be given a certificate to trust, so
 * every HTTPS request of this process gets it meanwhile. It has no working create: its
 * createContact calls cancelContactImport.
 */
export async function freshworksFreshdesk(url: string, apiKey: string): Promise<Client> {
  const front = await openHttpsFront(url)
  const { request } = https
  https.request = ((options: https.RequestOptions) =>
    request({ ...options, ca: front.certificate })) as typeof https.request
  const { contacts } = new Freshdesk({ domain: front.host, api_key: apiKey })
  const dataOf = async (call: Promise<{ data: unknown }>) => (await call).data

  return {
    read: id => dataOf(contacts.getContact(id)),
    list: query => dataOf(contacts.getAllContacts(query)),
    search: email => dataOf(contacts.searchContacts({ query: `"email:'${email}'"` })),
    update: (id, values) => dataOf(contacts.updateContact(id, values)),
    delete: id => dataOf(contacts.deleteContact(id)),
    async close() {
      https.request = request
      await front.close()
    },
  }
}
