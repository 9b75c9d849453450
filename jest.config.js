/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/{packages/*,mock-freshdesk}/src/**/*.test.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // The condition under which the workspace's packages resolve to their sources.
  testEnvironmentOptions: { customExportConditions: ['source', 'require', 'node', 'default'] },
}
