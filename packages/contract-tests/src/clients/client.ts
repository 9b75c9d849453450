/** What the test asks of every client, in the client's own way of answering. */
export interface Client {
  create(values: object): Promise<unknown>
  read(id: number): Promise<unknown>
  list(query: object): Promise<unknown>
  update(id: number, values: object): Promise<unknown>
  delete(id: number): Promise<unknown>
  close?(): Promise<void>
}
