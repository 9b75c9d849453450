import FreshdeskApi from 'freshdesk-api'
import NodeFreshdeskApi from 'node-freshdesk-api'
import type { Client } from './client'

/** By undici. It takes the base URL, so it goes straight to the mock. */
export const freshdeskApi = (url: string, apiKey: string): Client => withPromises(new FreshdeskApi(url, apiKey))

/** Its forerunner, by the old `request`. */
export const nodeFreshdeskApi = (url: string, apiKey: string): Client => withPromises(new NodeFreshdeskApi(url, apiKey))

function withPromises(freshdesk: NodeFreshdeskApi): Client {
  const response = (call: (callback: (error: unknown, result: unknown) => void) => void) =>
    new Promise((resolve, reject) => call((error, result) => (error ? reject(error) : resolve(result))))
  return {
    create: values => response(callback => freshdesk.createContact(values, callback)),
    read: id => response(callback => freshdesk.getContact(id, callback)),
    list: query => response(callback => freshdesk.listAllContacts(query, callback)),
    update: (id, values) => response(callback => freshdesk.updateContact(id, values, callback)),
    delete: id => response(callback => freshdesk.deleteContact(id, callback)),
  }
}
