import type { DestinationDefinition, ExecuteInput, RequestClient } from '@segment/actions-core'

export interface TestSettings {
  apiKey: string
}

type Perform = (
  request: RequestClient,
  data: ExecuteInput<TestSettings, Record<string, unknown>>,
) => Promise<unknown> | unknown

let made = 0

/**
 * A destination of one identify action and what else is asked for. The name is new each time,
 * because the framework keeps one schema per name for the whole process.
 */
export function testDestination(
  perform: Perform,
  more: Partial<DestinationDefinition<TestSettings>> = {},
): DestinationDefinition<TestSettings> {
  return {
    name: `Test${++made}`,
    mode: 'cloud',
    authentication: {
      scheme: 'custom',
      fields: { apiKey: { label: 'Key', description: 'The key.', type: 'password', required: true } },
    },
    extendRequest: ({ settings }) => ({ username: settings.apiKey, password: 'X', skipResponseCloning: true }),
    actions: {
      save: {
        title: 'Save',
        description: 'Save the person.',
        fields: {
          email: { label: 'Email', description: 'The email.', type: 'string', format: 'email' },
        },
        perform: perform as never,
      },
    },
    presets: [
      {
        name: 'Default',
        type: 'automatic',
        partnerAction: 'save',
        subscribe: 'type = "identify"',
        mapping: { email: { '@path': '$.traits.email' } },
      },
    ],
    ...more,
  }
}

/** A clock that moves only during a sleep. */
export function testClock() {
  let time = Date.parse('2026-03-01T12:00:00Z')
  const slept: number[] = []
  return {
    slept,
    now: () => time,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds)
      time += milliseconds
    },
  }
}

/**
 * A clock that jumps to the next timer whenever nothing is left to do, so that hours pass in an
 * instant.
 */
export function virtualClock() {
  let time = Date.parse('2026-03-01T12:00:00Z')
  const timers: Array<{ at: number; wake: () => void }> = []
  const clock = {
    now: () => time,
    random: () => 0.5,
    sleep: (milliseconds: number, signal?: AbortSignal) =>
      new Promise<void>(resolve => {
        if (signal?.aborted) return resolve()
        const wake = () => {
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const timer = { at: time + milliseconds, wake }
        const index = timers.findIndex(({ at }) => at > timer.at)
        timers.splice(index < 0 ? timers.length : index, 0, timer)
        signal?.addEventListener('abort', wake)
      }),
    /** Lets the time pass until the promise settles. */
    async run<T>(promise: Promise<T>): Promise<T> {
      let isSettled = false
      const settled = promise.finally(() => {
        isSettled = true
      })
      settled.catch(() => {})
      for (;;) {
        await tick()
        if (isSettled) return settled
        const timer = timers.shift()
        if (!timer) throw new Error('The promise waits for something other than the clock.')
        time = Math.max(time, timer.at)
        timer.wake()
      }
    },
  }
  return clock
}

/** A promise, and the two ways to settle it. */
export function deferred<T = void>() {
  let resolve: (value: T) => void = () => {}
  let reject: (error: unknown) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

export const tick = () => new Promise<void>(resolve => setImmediate(resolve))

export const identify = (userId: string, traits: Record<string, unknown> = {}) => ({
  type: 'identify',
  messageId: `msg-${userId}`,
  userId,
  traits,
})
