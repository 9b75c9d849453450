import { EventEmitter, once } from 'node:events'
import type { Entry } from 'mock-freshdesk'

/**
 * What reached the mock. A value is written as "person number", such as "account-1-p2 5": the
 * fifth value of this person.
 */
export class ChaosRecord {
  /** Every value that arrived. */
  readonly arrived = new Set<string>()
  /** The values in the order of their arrival, with repeats. */
  readonly #calls: string[] = []
  /** How often each value may be repeated. */
  readonly #allowed = new Map<string, number>()
  /** How often the response to a value was cut. */
  readonly #cut = new Map<string, number>()
  readonly #requests = new EventEmitter().setMaxListeners(0)

  /** Listens to the requests of the mock. */
  readonly onRequest = ({ method, outcome, status, request }: Entry): void => {
    if (method === 'GET' || outcome === null || outcome >= 300) return
    const { job_title: value } = JSON.parse(request.body)
    this.arrived.add(value)
    this.#calls.push(value)
    // The mock cut the response, so the sender does not know that the call succeeded.
    if (status === null) {
      this.#allow(value)
      this.#cut.set(value, (this.#cut.get(value) ?? 0) + 1)
    }
    this.#requests.emit('request')
  }

  /** Resolves once a request to the mock has made the condition true. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await once(this.#requests, 'request')
  }

  /**
   * Notes a kill. It may repeat the calls whose outcome was not on disk, and for each person one
   * call in flight that had not arrived yet.
   *
   * @param stored the values with a final outcome on disk
   * @returns how many values had arrived without an outcome on disk
   */
  noteKill(stored: ReadonlySet<string>, people: readonly string[]): number {
    const unwritten = [...this.arrived].filter(value => !stored.has(value))
    const inFlight = people.map(person => `${person} ${this.#findNewest(person) + 1}`)
    for (const value of [...unwritten, ...inFlight]) this.#allow(value)
    return unwritten.length
  }

  #allow(value: string): void {
    this.#allowed.set(value, (this.#allowed.get(value) ?? 0) + 1)
  }

  /**
   * Finds values that were lost, came out of order, or were repeated without a reason. On a machine
   * that is too busy, a lease can also end without a kill: each take-over may repeat a value once.
   */
  inspect(people: readonly string[], count: number, takeOvers: (person: string) => number) {
    const problems: string[] = []
    const values = new Map<string, number[]>(people.map(person => [person, []]))
    const repeats = new Map<string, number>()
    const seen = new Set<string>()
    for (const call of this.#calls) {
      const [person = '', value] = call.split(' ')
      values.get(person)?.push(Number(value))
      if (seen.has(call)) repeats.set(call, (repeats.get(call) ?? 0) + 1)
      seen.add(call)
    }
    for (const [person, all] of values) {
      const distinct = [...new Set(all)]
      if (distinct.length !== count) problems.push(`${person} lost: ${all}`)
      if (distinct.some((value, index) => value !== index + 1)) problems.push(`${person} out of order: ${all}`)
    }
    for (const [call, times] of repeats) {
      const allowed = Math.max(this.#allowed.get(call) ?? 0, (this.#cut.get(call) ?? 0) + takeOvers(call))
      if (times > allowed) problems.push(`${call} was repeated ${times} times instead of ${allowed}`)
    }
    return { repeats: [...repeats.values()].reduce((sum, times) => sum + times, 0), problems }
  }

  #findNewest(person: string): number {
    let value = 0
    while (this.arrived.has(`${person} ${value + 1}`)) value++
    return value
  }
}
