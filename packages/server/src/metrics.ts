import type { Pool } from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/**
 * The metrics of one server process. Names of sources and integrations are labels; nothing of an
 * event is.
 */
export class Metrics {
  readonly registry = new Registry()
  readonly events = this.#counter('datafly_events_total', 'Events that intake stored.', ['source', 'result'])
  readonly outcomes = this.#counter('datafly_outcomes_total', 'Attempts by their outcome.', [
    'integration',
    'status',
    'reason',
  ])
  readonly problems = this.#counter('datafly_problems_total', 'Failures of the store that were tried again.', [])
  readonly duration = new Histogram({
    name: 'datafly_attempt_seconds',
    help: 'Time that one attempt takes.',
    labelNames: ['integration'],
    buckets: [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  })

  constructor(pool: Pool) {
    // Each look at the event loop wakes the process: 10 a second keep an idle server idle.
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 100 })
    new Gauge({
      name: 'datafly_waiting_events',
      help: 'Events that wait behind the newest one that is done, by integration.',
      labelNames: ['integration'],
      registers: [this.registry],
      async collect() {
        const { rows } = await pool.query<{ name: string; waiting: number }>(
          `select a.name, s.last_seq - l.done_upto as waiting
           from account a join stream s on s.account = a.id join lease l on l.account = a.id`,
        )
        for (const { name, waiting } of rows) this.set({ integration: name }, waiting)
      },
    })
  }

  /** Shows how many outcomes wait to be written. */
  showUnwritten(count: () => number): void {
    new Gauge({
      name: 'datafly_unwritten_outcomes',
      help: 'Outcomes that are not yet on disk. A crash repeats their calls.',
      registers: [this.registry],
      collect() {
        this.set(count())
      },
    })
  }

  #counter<T extends string>(name: string, help: string, labelNames: T[]): Counter<T> {
    return new Counter({ name, help, labelNames, registers: [this.registry] })
  }
}
