import { normalizeLanguage } from './language'

test.each([
  ['en', 'en'],
  ['en-GB', 'en'],
  ['EN_us', 'en'],
  ['pt-PT', 'pt-PT'],
  ['pt_br', 'pt-BR'],
  ['es-MX', 'es'],
  ['es-LA', 'es-LA'],
  ['ja', 'ja-JP'],
  ['lv', 'lv-LV'],
  ['nb', 'nb-NO'],
  ['zh', 'zh-CN'],
  ['zh-Hans', 'zh-CN'],
  ['zh-Hant-HK', 'zh-TW'],
  ['zh-MO', 'zh-TW'],
])('the locale %s is Freshdesk’s %s', (raw, value) => expect(normalizeLanguage(raw)).toEqual({ value }))

test.each(['eo', 'english', 'e', '-', ['en', 'fr'], {}])('%j is no language of Freshdesk’s', raw => {
  expect(normalizeLanguage(raw)).toEqual({ omitted: expect.any(String) })
})
