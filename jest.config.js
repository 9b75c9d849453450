/** @type {import('jest').Config} */
module.exports = {
  // By default Jest leaves one core idle, which is half of a small CI machine.
  maxWorkers: '100%',
  // A busy machine must not fail a test: five seconds are too few when other programs use the
  // cores.
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/mock-freshdesk/src/inspector/missing-browser.js'],
  testMatch: [
    '<rootDir>/{packages/*,mock-freshdesk}/{src,test}/**/*.test.ts',
    '<rootDir>/{examples,scripts}/**/*.test.ts',
  ],
  collectCoverageFrom: ['{packages/*,mock-freshdesk}/src/**/*.ts', '!**/*.test.ts'],
  coverageReporters: ['text', 'html'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  testEnvironmentOptions: {
    // The condition under which the workspace's packages resolve to their sources.
    customExportConditions: ['source', 'require', 'node', 'default'],
    // nock's interceptors are globals that outlive a test file.
    globalsCleanup: 'off',
  },
}
