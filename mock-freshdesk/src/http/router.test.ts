import { createRouter } from './router'

const find = createRouter([
  ['GET /pets', 'list'],
  ['POST /pets', 'create'],
  ['GET /pets/:id', 'view'],
  ['GET /pets/count', 'count'],
  ['PUT /pets/:id/feed', 'feed'],
  ['GET /db/*', 'rows'],
])

test.each([
  ['/pets', { GET: 'list', POST: 'create' }, {}],
  ['/pets/7', { GET: 'view' }, { id: '7' }],
  ['/pets/count', { GET: 'count' }, {}],
  ['/pets/7/feed', { PUT: 'feed' }, { id: '7' }],
  ['/pets/', { GET: 'view' }, { id: '' }],
  ['/db/', { GET: 'rows' }, { rest: '' }],
  ['/db/pets/7', { GET: 'rows' }, { rest: 'pets/7' }],
])('%s is found with its methods and open parts', (path, routes, params) => {
  const found = find(path)
  expect(Object.fromEntries(found?.routes ?? [])).toEqual(routes)
  expect(found?.params).toEqual(params)
})

test.each(['', '/', '/pet', '/pets/7/', '/pets/7/feed/now', '/db', '/__proto__', '/pets/constructor/feeds'])(
  '%p has no routes',
  path => {
    expect(find(path)).toBeUndefined()
  },
)

test('an open part takes only what the router lets it take', () => {
  const find = createRouter([['GET /pets/:id', 'view']], part => /^\d+$/.test(part))
  expect(find('/pets/7')?.params).toEqual({ id: '7' })
  expect(find('/pets/rex')).toBeUndefined()
})

test('two routes of one method and path are refused', () => {
  expect(() =>
    createRouter([
      ['GET /pets', 1],
      ['GET /pets', 2],
    ]),
  ).toThrow('Two routes have the key GET /pets.')
})
