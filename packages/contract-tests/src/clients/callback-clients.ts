import FreshdeskApi from 'freshdesk-api'
import FreshdeskApi2 from 'freshdesk-api-2'
import NodeFreshdeskApi from 'node-freshdesk-api'
import type { Client } from './client'

/** By undici. It takes the base URL, so it goes straight to the mock. */
export const freshdeskApi = (url: string, apiKey: string): Client => withSearch(new FreshdeskApi(url, apiKey))

/** Its second version, by axios. */
export const freshdeskApi2 = (url: string, apiKey: string): Client => withSearch(new FreshdeskApi2(url, apiKey))

/** Its forerunner, by the old `request`. It has no search. */
export const nodeFreshdeskApi = (url: string, apiKey: string): Client => withPromises(new NodeFreshdeskApi(url, apiKey))

type Callback = (error: unknown, result: unknown) => void

interface Searching extends NodeFreshdeskApi {
  filterContacts(query: string, callback: Callback): void
}

function withSearch(freshdesk: Searching): Client {
  return {
    ...withPromises(freshdesk),
    search: email => toPromise(callback => freshdesk.filterContacts(`email:'${email}'`, callback)),
  }
}

function withPromises(freshdesk: NodeFreshdeskApi): Client {
  return {
    create: values => toPromise(callback => freshdesk.createContact(values, callback)),
    read: id => toPromise(callback => freshdesk.getContact(id, callback)),
    list: query => toPromise(callback => freshdesk.listAllContacts(query, callback)),
    update: (id, values) => toPromise(callback => freshdesk.updateContact(id, values, callback)),
    delete: id => toPromise(callback => freshdesk.deleteContact(id, callback)),
  }
}

const toPromise = (call: (callback: Callback) => void) =>
  new Promise((resolve, reject) => call((error, result) => (error ? reject(error) : resolve(result))))
