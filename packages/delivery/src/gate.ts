/**
 * One gate for all of a host's requests: a limit is the account's, so when one answer says "come back in 30 seconds"
 * every event waits. Servers report clients that come back early.
 */
export function createGate(sleep: (milliseconds: number) => Promise<unknown>, now: () => number) {
  const OPEN = Number.NEGATIVE_INFINITY
  let opensAt = OPEN
  let pause: Promise<void> = Promise.resolve()

  return {
    /** Closes the gate for that long, or leaves it when it is closed for longer already. True when it stood open. */
    closeFor(milliseconds: number): boolean {
      const stoodOpen = opensAt === OPEN
      if (now() + milliseconds > opensAt) {
        opensAt = now() + milliseconds
        const mine = Promise.all([pause, sleep(milliseconds)]).then(() => {
          if (pause === mine) opensAt = OPEN
        })
        pause = mine
      }
      return stoodOpen
    },

    /** Resolves once the gate stands open, however often it was closed anew meanwhile. */
    async opened(): Promise<void> {
      for (let seen: unknown; seen !== pause; ) {
        seen = pause
        await seen
      }
    },
  }
}
