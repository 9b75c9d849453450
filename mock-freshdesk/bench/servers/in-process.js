/**
 * Prints how long loading the module, startMock() and reset() of a mock with a thousand contacts
 * took.
 */
const before = performance.now()
const { startMock } = require('../../dist/js')
const loaded = performance.now()

startMock({ plan: 'off' }).then(async mock => {
  const started = performance.now()
  for (let n = 0; n < 1_000; n++) {
    const response = await fetch(`${mock.url}/api/v2/contacts`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('mock-api-key:X')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Ada ${n}`, email: `ada.${n}@bench.example` }),
    })
    await response.arrayBuffer()
  }
  const beforeReset = performance.now()
  mock.reset()
  console.log(loaded - before, started - loaded, performance.now() - beforeReset)
  process.exit()
})
