/**
 * The import arrows of this repository. `pnpm check` refuses every other one, types included.
 * `scripts/arrows.test.ts` proves that each forbidden arrow is refused.
 */

/** Each workspace package, and the packages that it may import. */
const MAY_IMPORT = {
  'packages/destination-freshdesk': [],
  'packages/delivery': [],
  'packages/console': [],
  'packages/server': ['packages/delivery', 'packages/destination-freshdesk', 'packages/console'],
  'packages/cli': ['packages/delivery', 'packages/destination-freshdesk', 'packages/server'],
  'mock-freshdesk': [],
  examples: [
    'packages/delivery',
    'packages/destination-freshdesk',
    'packages/server',
    'packages/cli',
    'mock-freshdesk',
  ],
  'packages/contract-tests': [
    'packages/delivery',
    'packages/destination-freshdesk',
    'packages/server',
    'packages/cli',
    'mock-freshdesk',
  ],
}

/** The rooms of two packages, and the rooms of the same package that they must not import. */
const MUST_NOT_IMPORT = {
  'packages/destination-freshdesk/src/normalize': ['freshdesk', 'actions', 'index.ts'],
  'packages/destination-freshdesk/src/freshdesk': ['normalize', 'actions', 'index.ts'],
  'packages/destination-freshdesk/src/actions': ['index.ts'],
  'mock-freshdesk/src/validation': [
    'accounts',
    'admin',
    'api',
    'cli',
    'faults',
    'http',
    'journal',
    'persistence',
    'store',
  ],
  'mock-freshdesk/src/store': ['accounts', 'admin', 'api', 'cli', 'faults', 'http', 'journal', 'persistence'],
  'mock-freshdesk/src/persistence': ['admin', 'api', 'cli', 'faults', 'http', 'journal'],
  'mock-freshdesk/src/accounts': ['admin', 'api', 'cli', 'faults', 'http', 'journal'],
  'mock-freshdesk/src/journal': ['admin', 'api', 'cli', 'faults', 'persistence', 'store'],
  'mock-freshdesk/src/api': ['admin', 'cli', 'faults', 'journal', 'persistence'],
  'mock-freshdesk/src/admin': ['cli'],
  'mock-freshdesk/src/http': ['cli'],
}

/** A workspace package is seen by its folder, or by its name when it is not installed. */
const toPattern = folder => `^${folder}/|^${folder.replace('packages/', '@datafly/')}(?:/|$)`

const betweenPackages = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  name: `${folder} imports ${allowed.length ? `only ${allowed.join(', ')}` : 'no other package'}`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: Object.keys(MAY_IMPORT)
      .filter(other => other !== folder && !allowed.includes(other))
      .map(toPattern),
  },
}))

const betweenRooms = Object.entries(MUST_NOT_IMPORT).map(([room, others]) => {
  const source = room.slice(0, room.lastIndexOf('/'))
  return {
    name: `${room} does not import ${others.join(', ')}`,
    severity: 'error',
    from: { path: `^${room}/`, pathNot: '\\.test\\.ts$' },
    to: { path: others.map(other => `^${source}/${other.replace('.', '\\.')}(?:/|$)`) },
  }
})

module.exports = {
  forbidden: [
    ...betweenPackages,
    ...betweenRooms,
    {
      name: 'packages/delivery is a library without files and terminal',
      severity: 'error',
      from: { path: '^packages/delivery/src/', pathNot: '\\.test\\.ts$' },
      to: {
        path: [
          '^(?:node:)?(?:fs|fs/promises|tty|readline|readline/promises|child_process)$',
          '(?:^|node_modules/)(?:cli-progress|cli-table3|picocolors|commander)(?:/|$)',
        ],
      },
    },
    {
      name: 'code does not import tests or their helpers',
      severity: 'error',
      from: {
        path: '^(?:packages/[^/]+|mock-freshdesk)/src/',
        pathNot: '^packages/contract-tests/|\\.test\\.ts$|/testing',
      },
      to: { path: '\\.test\\.ts$|^(?:packages/[^/]+|mock-freshdesk)/test/|/src/testing' },
    },
  ],
  options: {
    exclude: { path: '/dist/' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
    },
  },
}
