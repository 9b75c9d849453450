// @ts-check

/** The account that data, limits and requests are shown of; undefined is the server's default. */
let account = /** @type {string | undefined} */ (undefined)

export const currentAccount = () => account

/** @param {string | undefined} label */
export const chooseAccount = label => {
  account = label
}

/**
 * An answer that is no success. The message is a sentence to show; status 0 is no answer at all.
 */
export class ApiError extends Error {
  /** @param {string} message @param {number} status @param {any} [json] the answer's body */
  constructor(message, status, json) {
    super(message)
    this.status = status
    this.json = json
  }
}

// Ids above 2^53 stay exact where the browser lets a reviver see the source text.
const exact = /** @type {any} */ (
  /** @param {string} _ @param {unknown} value @param {{ source?: string }} [context] */
  (_, value, context) =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
      ? (context?.source ?? value)
      : value
)

/**
 * @param {string} method
 * @param {string} path below /__admin
 * @param {{ query?: Record<string, string | number | undefined>, body?: unknown, signal?:
 *   AbortSignal }} [options]
 * @returns {Promise<any>} the answer's JSON, undefined when it has none
 */
export const call = async (method, path, options) => parse(await callForText(method, path, options))

/**
 * The same, with the answer as it came.
 * @param {string} method
 * @param {string} path
 * @param {{ query?: Record<string, string | number | undefined>, body?: unknown, signal?:
 *   AbortSignal }} [options]
 */
export async function callForText(method, path, { query = {}, body, signal } = {}) {
  const url = new URL(`/__admin${path}`, location.origin)
  for (const [name, value] of Object.entries({ account, ...query }))
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value))
  const response = await fetch(url, {
    method,
    signal: signal ?? null,
    ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(error => {
    if (error.name === 'AbortError') throw error
    throw new ApiError('The mock does not answer. Is it still running?', 0)
  })
  const answer = await response.text()
  if (response.ok) return answer
  const said = parse(answer)?.error
  throw new ApiError(
    typeof said === 'string' ? said : `The mock answered ${response.status} to ${method} ${path}.`,
    response.status,
  )
}

/**
 * One call of the API under /api/v2, as an agent who may write, past faults and limits.
 * @param {string} method
 * @param {string} url path and query
 * @param {unknown} [body]
 * @returns {Promise<any>} the JSON of the response; an ApiError with it when it is a refusal
 */
export async function performCall(method, url, body) {
  const { status, body: text } = await call('POST', '/calls', { body: { method, url, body } })
  const json = parse(text)
  if (status < 300) return json
  throw new ApiError(json?.message ?? `The mock answered ${status} to ${method} ${url}.`, status, json)
}

/** @param {string} json @returns {any} */
export function parse(json) {
  try {
    return JSON.parse(json, exact)
  } catch {
    return undefined
  }
}
