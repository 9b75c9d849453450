import type { startMock as StartMock } from '../../src'
import { serve } from './serve'

/** The mock as it is packed, with validation, keys, rate-limit headers and the journal on, and a limit nobody reaches. */
const { startMock } = require('../../dist') as { startMock: typeof StartMock }

startMock({ plan: 1_000_000_000, ...JSON.parse(process.env.MOCK_OPTIONS ?? '{}') }).then(mock => {
  process.on('message', message => {
    if (message === 'reset') mock.reset()
  })
  serve({ port: mock.port, family: 'IPv4', address: '127.0.0.1' })
})
