import { parseSettings } from './parse-settings'

const settings = { domain: 'acme', apiKey: 'secret-key-1' }

const forgetBaseUrl = () => {
  delete process.env.FRESHDESK_BASE_URL
}
beforeAll(forgetBaseUrl)
afterEach(forgetBaseUrl)

describe('all of these mean acme:', () => {
  test.each([
    'acme',
    ' acme ',
    'ACME',
    'acme.freshdesk.com',
    'Acme.Freshdesk.com',
    'https://acme.freshdesk.com',
    'https://acme.freshdesk.com/',
    'https://acme.freshdesk.com/a/path',
    ' https://acme.freshdesk.com/a/tickets/filters?x=1#top ',
    'http://acme.freshdesk.com',
    'acme.freshdesk.com/a/path',
  ])('%p', domain => {
    expect(parseSettings({ ...settings, domain }).baseUrl).toBe('https://acme.freshdesk.com')
  })
})

test('a domain of digits is a domain', () => {
  expect(parseSettings({ ...settings, domain: '365' }).baseUrl).toBe('https://365.freshdesk.com')
})

describe('these are refused, and the message repeats nothing:', () => {
  test.each([
    '',
    '   ',
    'acme.example.com',
    'acme.freshdesk.com.evil.example',
    'evil.example/acme.freshdesk.com',
    'https://acme.freshdesk.com@evil.example',
    'https://evil.example/?acme.freshdesk.com',
    'https://evil.example#.freshdesk.com',
    'https://user:secret-key-1@acme.freshdesk.com',
    'https://user@acme.freshdesk.com',
    'https://acme.freshdesk.com:8443',
    'a.b.freshdesk.com',
    '.freshdesk.com',
    'freshdesk.com',
    'acme_1',
    '-acme',
    'acme-',
    'ac me',
    'acme\nx',
    'acme/..',
    'acme\\@evil.example',
    'аcme', // a Cyrillic а
    'ａｃｍｅ.freshdesk.com', // full width
    '127.0.0.1',
    'localhost:4010',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://acme.freshdesk.com',
    'x'.repeat(64),
    'secret-key-1!',
  ])('%p', domain => {
    expect(() => parseSettings({ ...settings, domain })).toThrow(
      'Setting Freshdesk domain is not valid. Enter only the part before .freshdesk.com: for https://acme.freshdesk.com that is acme.',
    )
  })
})

test('spaces around the key are a slip of the clipboard', () => {
  expect(parseSettings({ ...settings, apiKey: ' secret-key-1\n' }).apiKey).toBe('secret-key-1')
})

test('a key of spaces counts as missing', () => {
  expect(() => parseSettings({ ...settings, apiKey: '  ' })).toThrow(
    expect.objectContaining({
      status: 400,
      code: 'INVALID_SETTINGS',
      message: expect.stringContaining('API key is empty'),
    }),
  )
})

describe('the default country', () => {
  test.each([
    [undefined, 'GB'],
    ['', 'GB'],
    [' ', 'GB'],
    ['us', 'US'],
    [' DE ', 'DE'],
  ])('%p is %s', (defaultCountry, expected) => {
    expect(parseSettings({ ...settings, ...(defaultCountry !== undefined && { defaultCountry }) }).defaultCountry).toBe(
      expected,
    )
  })
  test.each(['UK', 'Germany', 'XX', '49'])('%p is refused', defaultCountry => {
    expect(() => parseSettings({ ...settings, defaultCountry })).toThrow('The United Kingdom is GB, not UK.')
  })
})

describe('the consent category', () => {
  test.each([
    [undefined, 'marketing'],
    ['', 'marketing'],
    [' Advertising ', 'Advertising'],
  ])('%p is %s', (consentCategory, expected) => {
    expect(
      parseSettings({ ...settings, ...(consentCategory !== undefined && { consentCategory }) }).consentCategory,
    ).toBe(expected)
  })
})

describe('FRESHDESK_BASE_URL aims the whole process elsewhere:', () => {
  test.each([
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
    ['http://acme.localhost:4010/prefix//', 'http://acme.localhost:4010/prefix'],
    ['  ', 'https://acme.freshdesk.com'],
  ])('%p', (value, expected) => {
    process.env.FRESHDESK_BASE_URL = value
    expect(parseSettings(settings).baseUrl).toBe(expected)
  })
  test.each(['mock', 'ftp://x', 'http://user:pass@x', 'http://x/?a=1', 'http://x/#a'])('%p is refused', value => {
    process.env.FRESHDESK_BASE_URL = value
    expect(() => parseSettings(settings)).toThrow(
      'FRESHDESK_BASE_URL in the environment is not an http or https address',
    )
  })
  test('and a bad domain is refused all the same', () => {
    process.env.FRESHDESK_BASE_URL = 'http://127.0.0.1:4010'
    expect(() => parseSettings({ ...settings, domain: 'evil.example' })).toThrow('Setting Freshdesk domain')
  })
})

describe('a setting of a wrong type is INVALID_SETTINGS, and the message repeats no value:', () => {
  test.each([
    ['domain', 123, 'Setting Freshdesk domain is not text.'],
    ['domain', { host: 'secret-key-1' }, 'Setting Freshdesk domain is not text.'],
    ['apiKey', 123456, 'Setting API key is not text.'],
    ['apiKey', ['secret-key-1'], 'Setting API key is not text.'],
    ['defaultCountry', true, 'Setting Default country is not text.'],
    ['consentCategory', 1, 'Setting Consent category is not text.'],
    ['deletion', 'harder', 'Choose one of soft, hard.'],
    ['existingContact', 'secret-key-1', 'Choose one of leave, complete.'],
    ['unknownCustomFields', 0, 'is not text.'],
    ['onConsentWithdrawn', 'remove', 'Choose one of keep, remove-tag.'],
  ])('%s: %p', (key, value, words) => {
    const given = { ...settings, [key]: value } as never
    const message = expect.stringContaining(words)
    expect(() => parseSettings(given)).toThrow(
      expect.objectContaining({ status: 400, code: 'INVALID_SETTINGS', message }),
    )
    expect(() => parseSettings(given)).not.toThrow('secret-key-1')
  })

  test.each([undefined, null])('settings of %p', given => {
    expect(() => parseSettings(given as never)).toThrow('Setting API key is empty.')
  })
})

test('every choice has the default of the mission when it is absent or null', () => {
  expect(parseSettings({ ...settings, deletion: null } as never)).toMatchObject({
    existingContact: 'leave',
    unknownCustomFields: 'reject',
    onConsentWithdrawn: 'keep',
    deletion: 'soft',
  })
})
