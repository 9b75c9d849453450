/**
 * Sends the port to the parent process, and then answers each message with the CPU time and memory
 * of the process.
 * @param {number} port
 */
module.exports = port => {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    globalThis.gc?.()
    process.send?.({ cpu: user + system, rss: process.memoryUsage.rss() })
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ port })
}
