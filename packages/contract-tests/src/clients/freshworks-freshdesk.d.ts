/** It comes without types. */
declare module '@freshworks/freshdesk' {
  type Response = Promise<{ data: unknown }>

  export default class Freshdesk {
    constructor(options: { domain: string; api_key: string })
    contacts: {
      getContact(id: number): Response
      getAllContacts(query: object): Response
      searchContacts(options: { query: string }): Response
      updateContact(id: number, values: object): Response
      deleteContact(id: number): Response
    }
  }
}
