import { main } from './main'
import { stopOnSignal } from './signals'

const { stdin, stdout, stderr, env } = process
const signal = stopOnSignal(process, Date.now)

main(process.argv.slice(2), { stdin, stdout, stderr, env, signal }).then(code => {
  process.exitCode = code
  // An action that was cut off may go on in the background. An interrupted command does not wait
  // for it.
  if (signal.aborted) process.exit()
})
