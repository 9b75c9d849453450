import { main } from './main'
import { stopOnSignal } from './signals'

const { stdin, stdout, stderr } = process
const signal = stopOnSignal(process, Date.now)

main(process.argv.slice(2), process.env, { stdin, stdout, stderr, signal }).then(code => {
  process.exitCode = code
  // An action that was cut off may go on in the background; an interrupted command does not wait for it.
  if (signal.aborted) process.exit()
})
