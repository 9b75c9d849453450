import { Destination, type DestinationDefinition } from '@segment/actions-core'
import { type AttemptOptions, attemptDelete, type Executed } from './attempt'
import type { Event } from './event'
import type { Pacing } from './pacing'
import { emptyLog, type RequestLog, trackRequests } from './tracked-requests'

/**
 * A Destination that one attempt uses at a time, so that its responses and its log belong to a
 * single event.
 */
export class Slot<Settings> {
  readonly destination: Destination<Settings>
  log: RequestLog = emptyLog()
  #signal: AbortSignal | undefined

  constructor(definition: DestinationDefinition<Settings>, pacing: Pacing) {
    const tracked = trackRequests(
      definition,
      pacing,
      () => this.log,
      () => this.#signal,
    )
    this.destination = new Destination(tracked)
  }

  /** Runs the destination's `onDelete` for one event, once. */
  async delete(event: Event, options: AttemptOptions): Promise<Executed> {
    try {
      return await attemptDelete(this.destination, event, options, signal => {
        this.#signal = signal
      })
    } finally {
      this.#signal = undefined
    }
  }
}
