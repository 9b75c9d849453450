/** It comes without types. All its methods end in a callback. */
declare module 'node-freshdesk-api' {
  type Callback = (error: unknown, result: unknown) => void

  export default class Freshdesk {
    constructor(baseUrl: string, apiKey: string)
    createContact(values: object, callback: Callback): void
    getContact(id: number, callback: Callback): void
    listAllContacts(query: object, callback: Callback): void
    updateContact(id: number, values: object, callback: Callback): void
    deleteContact(id: number, callback: Callback): void
  }
}
