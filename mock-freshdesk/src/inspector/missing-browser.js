const IS_OF_INSPECTOR = /[\\/]src[\\/]inspector[\\/]/

/**
 * A jest reporter: says, below jest's own summary, that tests were skipped for want of a browser,
 * and how to have them run.
 */
module.exports = class MissingBrowser {
  onRunComplete(_, { testResults }) {
    const skipped = testResults.some(
      ({ testFilePath, numPendingTests, numPassingTests, numFailingTests }) =>
        IS_OF_INSPECTOR.test(testFilePath) && numPendingTests > 0 && numPassingTests + numFailingTests === 0,
    )
    if (!skipped) return
    const missing = process.env.CHROMIUM_PATH ? `no file ${process.env.CHROMIUM_PATH}` : 'no Chromium'
    const hint = `The tests of the inspector were skipped: there is ${missing} here. To run them: apt-get install chromium`
    process.once('exit', () => console.log(`\n${hint}`))
  }
}
