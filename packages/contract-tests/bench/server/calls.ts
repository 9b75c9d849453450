import { EventEmitter, once } from 'node:events'
import { type Mock, type MockOptions, startMock } from 'mock-freshdesk'

/** A request that the mock received. */
export interface Call {
  /** Milliseconds of performance.now(). */
  at: number
  status: number | null
  body: string
}

/** A mock Freshdesk that keeps the time of each call. */
export class Calls {
  readonly all: Call[] = []
  readonly #arrived = new EventEmitter().setMaxListeners(0)

  private constructor(readonly mock: Mock) {
    mock.admin.onRequest(({ status, request, durationMs }) => {
      this.all.push({ at: performance.now() - durationMs, status, body: request.body })
      this.#arrived.emit('call')
    })
  }

  static async start(options: MockOptions = { plan: 'off' }): Promise<Calls> {
    return new Calls(await startMock(options))
  }

  get url(): string {
    return this.mock.url
  }

  /** Resolves with the first call after that time that fits. */
  async waitFor(after: number, fits: (call: Call) => boolean = () => true): Promise<Call> {
    for (let index = 0; ; ) {
      for (; index < this.all.length; index++) {
        const call = this.all[index]
        if (call && call.at > after && fits(call)) return call
      }
      await once(this.#arrived, 'call')
    }
  }

  close(): Promise<void> {
    return this.mock.close()
  }
}
