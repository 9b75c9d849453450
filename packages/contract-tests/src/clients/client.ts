/** What the test asks of every client, by the client's own interface. */
export interface Client {
  /** Absent where the client cannot create a contact. */
  create?(values: object): Promise<unknown>
  read(id: number): Promise<unknown>
  list(query: { email: string }): Promise<unknown>
  /** Finds contacts by an e-mail address. Absent where the client has no search. */
  search?(email: string): Promise<unknown>
  update(id: number, values: object): Promise<unknown>
  delete(id: number): Promise<unknown>
  close?(): Promise<void>
}
