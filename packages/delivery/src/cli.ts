import { main } from './main'

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Once: whoever asks a second time does not want to wait for the last words.
  process.once(signal, () => stop.abort(signal))
}

main(process.argv.slice(2), process.env, { ...streams(), signal: stop.signal }).then(code => {
  process.exitCode = code
  // An action that was cut off may go on in the background; an interrupted command does not wait for it.
  if (stop.signal.aborted) process.exit()
})

function streams() {
  const { stdin, stdout, stderr } = process
  return { stdin, stdout, stderr }
}
