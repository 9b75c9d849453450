import { normalizeTags } from './tags'

test.each([
  { raw: undefined, value: [] },
  { raw: 'vip', value: ['vip'] },
  { raw: ' vip ,, Beta ,VIP', value: ['vip', 'Beta'] },
  { raw: ['vip', ' beta ', '', null, 7], value: ['vip', 'beta', '7'] },
  { raw: [['vip']], value: ['vip'] },
  { raw: 7, value: ['7'] },
  { raw: ['t'.repeat(32)], value: ['t'.repeat(32)] },
])('tags of $raw', ({ raw, value }) => expect(normalizeTags(raw)).toEqual({ value }))

test('what is no tag is counted, not sent', () => {
  expect(normalizeTags(['vip', 't'.repeat(33), {}, ['a', 'b'], true])).toEqual({
    value: ['vip'],
    omitted: '4 left out: no text, or longer than 32 characters',
  })
})
