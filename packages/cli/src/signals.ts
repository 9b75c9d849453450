const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Package managers and shells repeat one Ctrl-C. A signal after this many milliseconds is a new
 * one.
 */
const SAME_SIGNAL = 1_000

/**
 * Aborts with the name of the first signal that asks the process to stop. Another one ends the
 * process.
 */
export function stopOnSignal(
  process: Pick<NodeJS.Process, 'pid' | 'on' | 'kill' | 'removeAllListeners'>,
  now: () => number,
): AbortSignal {
  const stop = new AbortController()
  let first = Number.POSITIVE_INFINITY
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      first = Math.min(first, now())
      stop.abort(signal)
      if (now() - first <= SAME_SIGNAL) return
      // A second signal waits neither for the last lines nor for a read. process.exit() would
      // wait for the read.
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    })
  }
  return stop.signal
}
