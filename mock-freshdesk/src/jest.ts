import type { Mock } from '.'
import type { Entry } from './journal/entry'
import type { RequestPattern } from './journal/pattern'

/**
 * Matchers for `expect` of jest, vitest and Playwright. They read the requests that a mock has
 * received, and show the nearest request when they fail.
 */

export interface MockMatchers<R = void> {
  /**
   * The mock has received a request that fits the pattern. A request counts when it has its
   * response.
   */
  toHaveReceived(pattern?: RequestPattern): R
  /** The mock has received so many requests that fit the pattern. */
  toHaveReceivedTimes(pattern: RequestPattern, times: number): R
}

declare global {
  // jest declares its matchers in this namespace.
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the type parameters must be those of @types/jest
    interface Matchers<R, T = {}> extends MockMatchers<R> {}
  }
}

interface Result {
  pass: boolean
  message(): string
}

/** `expect.extend(matchers)` adds the matchers. */
export const matchers = {
  toHaveReceived(mock: Mock, pattern: RequestPattern = {}): Result {
    const found = getAdmin(mock, 'toHaveReceived').find(pattern)
    return {
      pass: found.length > 0,
      message: () =>
        found.length > 0
          ? `${hint('not.toHaveReceived')}Expected no request that fits ${show(pattern)}.\n${listFound(found)}`
          : `${hint('toHaveReceived')}Expected a request that fits ${show(pattern)}.\n${describeNearest(mock, pattern)}`,
    }
  },

  toHaveReceivedTimes(mock: Mock, pattern: RequestPattern, times: number): Result {
    const found = getAdmin(mock, 'toHaveReceivedTimes').find(pattern)
    const wanted = `${count(times)} that ${times === 1 ? 'fits' : 'fit'} ${show(pattern)}`
    return {
      pass: found.length === times,
      message() {
        if (found.length === times) return `${hint('not.toHaveReceivedTimes')}Expected not exactly ${wanted}.`
        const other = found.length < times ? `\n${describeNearest(mock, pattern)}` : ''
        return `${hint('toHaveReceivedTimes')}Expected ${wanted}.\n${listFound(found)}${other}`
      },
    }
  },
}

function getAdmin(mock: Mock, matcher: string): Mock['admin'] {
  if (typeof mock?.admin?.find === 'function') return mock.admin
  throw new TypeError(`${matcher}() needs the mock that startMock() resolves with: expect(mock).${matcher}(...)`)
}

const hint = (matcher: string) => `expect(mock).${matcher}(pattern)\n\n`

const show = (pattern: RequestPattern) => JSON.stringify(pattern)

const count = (requests: number) =>
  requests === 0 ? 'no request' : requests === 1 ? '1 request' : `${requests} requests`

const MAX_LISTED = 5
const MAX_BODY_LENGTH = 1_000

/** The requests that fit, in the order in which they came. */
function listFound(found: readonly Entry[]): string {
  if (found.length === 0) return 'No request fits.'
  const shown = found.slice(-MAX_LISTED).reverse().map(describeRequest)
  const more = found.length > MAX_LISTED ? `\n  and ${found.length - MAX_LISTED} more` : ''
  return `The mock received ${count(found.length)} that ${found.length === 1 ? 'fits' : 'fit'}:\n${shown.join('\n')}${more}`
}

/** The request that nearly fits, and its differences. */
function describeNearest({ admin }: Mock, pattern: RequestPattern): string {
  const { nearest, differences } = admin.nearestOther(pattern)
  if (!nearest) {
    const others = admin.count() === 0 ? 'no request' : 'no other request'
    return `The mock received ${others}. A request counts when it has its response: await mock.admin.waitFor(pattern)`
  }
  const list = differences.map(difference => `  ${difference}`).join('\n')
  const fitting = admin.count(pattern)
  const others = admin.count() - fitting
  const which = fitting === 0 ? '' : 'other '
  const title = others === 1 ? `The ${which || 'only '}request is` : `The nearest of ${others} ${which}requests is`
  return `${title}:\n${describeRequest(nearest)}\nDifferences:\n${list}`
}

function describeRequest({ id, method, url, status, request: { body } }: Entry): string {
  const response = status === null ? 'no response' : `response ${status}`
  const shown = body.length > MAX_BODY_LENGTH ? `${body.slice(0, MAX_BODY_LENGTH)}…` : body
  return `  request ${id}: ${method} ${url}, ${response}${shown === '' ? '' : `\n    ${shown}`}`
}
