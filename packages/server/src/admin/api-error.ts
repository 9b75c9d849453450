import * as v from 'valibot'

/** An error with the HTTP status, the code and the sentence of its response. */
export class ApiError extends Error {
  /** @param field the place in the request that the error is about */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message)
  }
}

/** The body of every response that is no success. */
export const errorBody = v.strictObject({
  error: v.strictObject({
    code: v.pipe(v.string(), v.description('One word in capitals, such as REVISION_CHANGED.')),
    message: v.pipe(v.string(), v.description('A sentence for a person.')),
    field: v.optional(v.pipe(v.string(), v.description('The place in the request that the error is about.'))),
  }),
})

export const toError = (code: string, message: string, field?: string) => ({
  error: { code, message, ...(field !== undefined && { field }) },
})

export const notFound = (message: string) => new ApiError(404, 'NOT_FOUND', message)

/** The error of a setting that cannot be used. A destination names the setting in `field`. */
export function toSettingsError(error: unknown): ApiError {
  const { message, field } = error as { message: string; field?: string | null }
  return new ApiError(400, 'INVALID_REQUEST', message, field ? `settings.${field}` : 'settings')
}

/**
 * Checks a query or a body.
 *
 * @throws ApiError 400 that names the place
 */
export function parseInput<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, value, { abortPipeEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const field = v.getDotPath(issue) ?? undefined
  // valibot quotes the value that it received, and that can be a key.
  const problem = issue.message.replace(/ but received .*$/s, '.')
  throw new ApiError(400, 'INVALID_REQUEST', `${field ?? 'The request'}: ${problem}`, field)
}
