const { spawn } = require('node:child_process')
const { request } = require('node:http')
const path = require('node:path')

/** Prints the milliseconds from spawning the packed command to its first answered request. */
const PORT = 41_000 + (process.pid % 10_000)
const started = performance.now()
const command = path.join(__dirname, '../../bin/mock-freshdesk.js')
const child = spawn(process.execPath, [command, '--port', String(PORT), '--quiet'], { stdio: 'ignore' })

function ask() {
  const asked = request({ port: PORT, host: '127.0.0.1', path: '/api/v2/agents/me', auth: 'mock-api-key:X' }, res => {
    console.log(performance.now() - started)
    child.kill('SIGKILL')
    process.exit(res.statusCode === 200 ? 0 : 1)
  })
  asked.on('error', () => setTimeout(ask, 1))
  asked.end()
}
ask()
