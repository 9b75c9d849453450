/** What a handler returns: the response without the headers that every response has. */
export interface Result {
  readonly status: number
  /** JSON text, or '' for a response without a body. */
  readonly body: string
  readonly headers?: Record<string, string>
  /** The id of a new record. The `Location` header is the path of the request with this id. */
  readonly createdId?: number
}

export const ok = (body: string): Result => ({ status: 200, body })
export const created = (body: string, createdId: number): Result => ({ status: 201, body, createdId })
export const NO_CONTENT: Result = { status: 204, body: '' }
/** Freshdesk answers an unknown id with an empty body. */
export const NOT_FOUND: Result = { status: 404, body: '' }
