/**
 * Work for one person is done one piece at a time, in the order it was handed in, so that the newest value is the last
 * one written. Work for different people does not wait for each other.
 */
export function createLanes() {
  const last = new Map<string, Promise<void>>()

  return async function inTurn<T>(people: string[], work: () => Promise<T>): Promise<T> {
    const earlier = people.map(person => last.get(person))
    let finish = () => {}
    const done = new Promise<void>(resolve => {
      finish = resolve
    })
    for (const person of people) last.set(person, done)
    try {
      await Promise.all(earlier)
      return await work()
    } finally {
      finish()
      for (const person of people) if (last.get(person) === done) last.delete(person)
    }
  }
}
