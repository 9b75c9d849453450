import { constants } from 'node:os'
import { main } from './main'

/** Package managers and shells pass one Ctrl-C on more than once; what comes after this many milliseconds is another. */
const SAME_SIGNAL = 1_000

const { stdin, stdout, stderr } = process
const stop = new AbortController()
let stopped = 0

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped ||= Date.now()
    // Whoever asks again does not want to wait for the last words.
    if (Date.now() - stopped > SAME_SIGNAL) process.exit(128 + constants.signals[signal])
    stop.abort(signal)
  })
}

main(process.argv.slice(2), process.env, { stdin, stdout, stderr, signal: stop.signal }).then(code => {
  process.exitCode = code
  // An action that was cut off may go on in the background; an interrupted command does not wait for it.
  if (stop.signal.aborted) process.exit()
})
