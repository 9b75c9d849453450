/**
 * Tells the parent process the port, and from then on answers each message with what the process
 * has used.
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
