import { describeSource, type FieldSource, findProblem, parseSource, toDirective } from './field-source'

const path = (text: string) => ({ '@path': text })

test.each<[string, unknown, FieldSource]>([
  ['a path', path('$.userId'), { kind: 'places', paths: ['$.userId'] }],
  [
    'several places',
    { firstOf: [path('$.traits.email'), path('$.properties.email')] },
    { kind: 'places', paths: ['$.traits.email', '$.properties.email'] },
  ],
  ['a text', 'gold', { kind: 'text', text: 'gold' }],
  [
    'an object of directives',
    { plan: path('$.traits.plan'), tier: 'gold' },
    {
      kind: 'parts',
      parts: [
        { key: 'plan', source: { kind: 'places', paths: ['$.traits.plan'] } },
        { key: 'tier', source: { kind: 'text', text: 'gold' } },
      ],
    },
  ],
  ['no directive', undefined, { kind: 'nothing' }],
  ['a number', 42, { kind: 'json', json: '42' }],
  ['an empty object', {}, { kind: 'json', json: '{}' }],
  ['a list', ['a'], { kind: 'json', json: '[\n  "a"\n]' }],
])('%s is read and written without a change', (_, directive, source) => {
  expect(parseSource(directive)).toEqual(source)
  expect(toDirective(source)).toEqual(directive)
})

test.each([
  ['a template', { '@template': '{{traits.first}} {{traits.last}}' }],
  ['a choice with a fixed value', { firstOf: [path('$.traits.email'), 'none@example.com'] }],
  ['a path that is computed', { '@path': { '@template': '$.{{properties.place}}' } }],
  ['a directive with metadata', { '@path': '$.traits.email', _metadata: { label: 'E-mail' } }],
])('%s stays JSON', (_, directive) => {
  const source = parseSource(directive)
  expect(source.kind).toBe('json')
  expect(toDirective(source)).toEqual(directive)
})

test('a template inside of an object stays JSON, and its neighbours do not', () => {
  const source = parseSource({ greeting: { '@template': 'Hi {{traits.name}}' }, plan: path('$.traits.plan') })
  expect(source).toMatchObject({ parts: [{ source: { kind: 'json' } }, { source: { kind: 'places' } }] })
})

test.each([
  ['traits.email', '$.traits.email'],
  ['  $.traits.email ', '$.traits.email'],
  ['$traits.email', '$.traits.email'],
])('the place %j is saved as %j', (typed, saved) => {
  expect(toDirective({ kind: 'places', paths: [typed] })).toEqual({ '@path': saved })
})

test.each<[FieldSource, string | null]>([
  [{ kind: 'nothing' }, null],
  [{ kind: 'places', paths: [] }, 'Add a place, or choose "Not sent".'],
  [{ kind: 'places', paths: ['traits.email', ' '] }, 'A place is empty. Fill it or remove it.'],
  [{ kind: 'places', paths: ['$.'] }, 'A place is empty. Fill it or remove it.'],
  [{ kind: 'text', text: '' }, 'The text is empty. Enter a text, or choose "Not sent".'],
  [{ kind: 'json', json: '{' }, 'This is not valid JSON.'],
  [{ kind: 'json', json: '{"@path":"$.x"}' }, null],
  [{ kind: 'parts', parts: [] }, 'Add a value, or choose "Not sent".'],
  [
    { kind: 'parts', parts: [{ key: ' ', source: { kind: 'nothing' } }] },
    'A name is empty. Fill it or remove its row.',
  ],
  [
    { kind: 'parts', parts: [{ key: '@path', source: { kind: 'text', text: 'x' } }] },
    'The name "@path" is reserved. Choose a different name.',
  ],
  [
    {
      kind: 'parts',
      parts: [
        { key: 'plan', source: { kind: 'text', text: 'a' } },
        { key: 'plan ', source: { kind: 'text', text: 'b' } },
      ],
    },
    'The name "plan" occurs twice.',
  ],
  [{ kind: 'parts', parts: [{ key: 'plan', source: { kind: 'json', json: '' } }] }, 'This is not valid JSON.'],
])('%j has the problem %j', (source, problem) => {
  expect(findProblem(source)).toBe(problem)
})

test.each<[unknown, string]>([
  [undefined, 'Not sent'],
  [{ firstOf: [path('$.traits.email'), path('$.properties.email')] }, 'traits.email, then properties.email'],
  ['gold', 'The text “gold”'],
  ['a\u202eb', 'The text “a\\u202eb”'],
  [{ plan: path('$.traits.plan'), tier: 'gold' }, 'plan: traits.plan; tier: The text “gold”'],
  [{ '@template': '{{traits.name}}' }, 'A directive as JSON'],
])('%j reads "%s"', (directive, words) => {
  expect(describeSource(parseSource(directive))).toBe(words)
})
