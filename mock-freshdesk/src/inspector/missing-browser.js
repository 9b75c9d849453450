/** A jest reporter: says at the very end of a run that tests were skipped for want of a browser, and how to have them run. */
module.exports = class MissingBrowser {
  onRunComplete(_, { testResults }) {
    const skipped = testResults.some(
      ({ testFilePath, numPendingTests, numPassingTests, numFailingTests }) =>
        testFilePath.endsWith('inspector.test.ts') && numPendingTests > 0 && numPassingTests + numFailingTests === 0,
    )
    const browser = process.env.CHROMIUM_PATH ? `no file ${process.env.CHROMIUM_PATH}` : 'no Chromium'
    if (skipped)
      console.log(
        `\nThe tests of the inspector were skipped: there is ${browser} here. To run them: apt-get install chromium`,
      )
  }
}
