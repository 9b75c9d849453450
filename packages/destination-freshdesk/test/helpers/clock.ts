const DAY = 86_400_000

/**
 * Starts each test of the file a day after the one before, so that nothing the plugin remembers for
 * minutes reaches the next test.
 */
export function eachTestADayLater() {
  let days = 0
  let spy: jest.SpyInstance
  const now = Date.now.bind(Date)
  beforeEach(() => {
    const offset = DAY * days++
    spy = jest.spyOn(Date, 'now').mockImplementation(() => now() + offset)
  })
  afterEach(() => spy.mockRestore())
}
