import fc from 'fast-check'

/** Hostile values as JSON text. Text can contain a key twice, or an invalid number. */

const CONTACT_TEXTS = ['phone', 'mobile', 'twitter_id', 'unique_external_id', 'address', 'description', 'job_title']
const CONTACT_KEYS = [
  ...['name', 'email', 'other_emails', 'tags', 'custom_fields', 'company_id', 'other_companies', 'view_all_tickets'],
  ...['language', 'time_zone', ...CONTACT_TEXTS],
]
const OTHER_KEYS = [
  ...['primary_contact_id', 'secondary_contact_ids', 'contact', 'domains', 'renewal_date', 'note', 'signup_method'],
  ...['label', 'type', 'choices', 'position', 'required_for_agents', 'id', 'deleted', 'avatar', 'errors'],
]

/** Names that mean something to JavaScript. */
const PROTOTYPE_NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', 'toJSON', 'then', 'length'],
  ...['__defineGetter__', '__lookupSetter__', 'isPrototypeOf', 'get', 'set', 'value', 'undefined', 'null', 'NaN'],
]

const TEXTS = [
  ...[
    '',
    ' ',
    '\0',
    '\r\n',
    '\u202e',
    '\ufeff',
    '\ud800',
    '\udfff',
    'é',
    '💩',
    'İ',
    'ß',
    'ﬀ',
    '%',
    '%00',
    '%ff',
    '%u0041',
  ],
  ...["' OR 1=1 --", '"; DROP TABLE contacts; --', '<script>alert(1)</script>', '{{7*7}}', '$(reboot)', '`', '../..'],
  ...['javascript:alert(1)', 'http://169.254.169.254/', 'file:///etc/passwd', '=cmd()', '*', '(((((((((', '(?=a)+$'],
  ...['a'.repeat(255), 'a'.repeat(20_000), `${'a'.repeat(300)}@example.com`, `${'('.repeat(500)}x`],
]

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
)

/** A key or a text. */
export const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...CONTACT_KEYS, ...OTHER_KEYS) },
  { weight: 2, arbitrary: fc.constantFrom(...PROTOTYPE_NAMES) },
  { weight: 3, arbitrary: text },
)

export const number = fc.oneof(
  fc.constantFrom('0', '-0', '-1', '1', '1e400', '-1e400', '1e-400', '9007199254740993', '1.5', '72009990001'),
  fc.maxSafeInteger().map(String),
)

/** Few, so that they meet again. */
const email = fc.nat(300).map(n => `"ada.${n}@example.com"`)

const quoted = (text: string) => JSON.stringify(text)
const object = (members: readonly (readonly [string, string])[]) =>
  `{${members.map(([key, value]) => `${quoted(key)}:${value}`)}}`

const json = fc.letrec<{ json: string; object: string; array: string }>(tie => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('null', 'true', 'false'),
    number,
    word.map(quoted),
    email,
    tie('array'),
    tie('object'),
  ),
  array: fc.array(tie('json'), { maxLength: 4 }).map(items => `[${items}]`),
  object: fc.array(fc.tuple(word, tie('json')), { maxLength: 4 }).map(object),
})).json

export const members = fc.array(fc.tuple(word, json), { maxLength: 4 })

/** A contact that can be made, whose values harm if anything does. */
const fittingContact = fc
  .tuple(
    email,
    fc.record({ name: text, tags: fc.array(text, { maxLength: 3 }), method: text }),
    fc.array(fc.tuple(fc.constantFrom(...CONTACT_TEXTS), text.map(quoted)), { maxLength: 2 }),
  )
  .map(([email, { name, tags, method }, texts]) =>
    object([
      ['name', quoted(`Ada ${name.slice(0, 200)}`)],
      ['email', email],
      ['tags', `[${tags.map(tag => quoted(tag.slice(0, 30)))}]`],
      ['custom_fields', object([['signup_method', quoted(method.slice(0, 255))]])],
      ...texts,
    ]),
  )

/** Nearly valid: a request that fails the first check does not reach the code behind it. */
const spoiltContact = fc
  .tuple(email, fc.constantFrom(...CONTACT_KEYS), json, members)
  .map(([email, key, value, others]) => object([['name', '"Ada Moss"'], ['email', email], [key, value], ...others]))

export const userId = fc.integer({ min: 72_009_990_001, max: 72_009_990_120 }).map(String)

const merge = fc.tuple(userId, fc.array(userId, { maxLength: 3 }), json).map(([primary, secondary, contact]) =>
  object([
    ['primary_contact_id', primary],
    ['secondary_contact_ids', `[${secondary}]`],
    ['contact', contact],
  ]),
)

/** Two contacts that can be merged. Values of both sides can collide. */
const fittingMerge = fc.tuple(userId, userId).map(([primary, secondary]) =>
  object([
    ['primary_contact_id', primary],
    ['secondary_contact_ids', `[${secondary}]`],
  ]),
)

const TYPES = ['custom_text', 'custom_dropdown', 'custom_number', 'custom_date', 'custom_checkbox', 'constructor']

const field = fc
  .tuple(word, fc.constantFrom(...TYPES), members)
  .map(([label, type, others]) => object([['label', quoted(label)], ['type', quoted(type)], ...others]))

/** A field that can be made, with a label that harms if anything does. */
const fittingField = fc.tuple(text, fc.constantFrom('"custom_text"', '"custom_checkbox"')).map(([label, type]) =>
  object([
    ['label', quoted(`Plan ${label.slice(0, 40)}`)],
    ['label_for_customers', '"Plan"'],
    ['type', type],
  ]),
)

const fieldChange = text.map(label => object([['label', quoted(`Plan ${label.slice(0, 40)}`)]]))

const companyChange = text.map(note => object([['note', quoted(note.slice(0, 200))]]))

const company = fc
  .tuple(word, members)
  .map(([name, others]) => object([['name', quoted(name)], ['domains', `[${quoted(name)}]`], ...others]))

/** Bytes that are no utf-8, one character a byte, in a place where they matter. */
const broken = fc
  .constantFrom('\xff', '\xc0\x80', '\xed\xa0\x80', '\xf5\x80\x80\x80', '\xe2\x82', '\0')
  .map(bytes => `{"name":"Ada ${bytes}","email":"ada${bytes}@example.com"}`)

const POLLUTION = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"name":"Ada","email":"ada@example.com","custom_fields":{"__proto__":{"polluted":true}}}',
  '{"name":"Ada","email":"ada@example.com","custom_fields":{"constructor":"x","hasOwnProperty":1,"toString":null}}',
]

const NO_OBJECTS = ['', '{', '[]', '""', 'nul', '{"name":}', 'name=Ada', '--x\r\n', '\ufeff{}']

const deep = fc
  .tuple(fc.constantFrom(100, 5_000, 100_000), fc.constantFrom<[string, string]>(['[', ']'], ['{"a":', '}']))
  .map(([depth, [open, close]]) => `{"name":${open.repeat(depth)}1${close.repeat(depth)}}`)

/** One character a byte. */
export const bytesOf = (text: string) => Buffer.from(text).toString('latin1')

const strange = fc.oneof(
  { weight: 20, arbitrary: members.map(object).map(bytesOf) },
  { weight: 20, arbitrary: json.map(bytesOf) },
  { weight: 10, arbitrary: fc.constantFrom(...POLLUTION) },
  { weight: 10, arbitrary: fc.constantFrom(...NO_OBJECTS).map(bytesOf) },
  { weight: 10, arbitrary: broken },
  { weight: 1, arbitrary: deep },
)

/** A body of a kind that an endpoint takes, or nearly, or of no kind at all. */
export const bodies = {
  contact: fc.oneof(fittingContact.map(bytesOf), spoiltContact.map(bytesOf), strange),
  merge: fc.oneof(fittingMerge.map(bytesOf), merge.map(bytesOf), strange),
  field: fc.oneof(fittingField.map(bytesOf), field.map(bytesOf), strange),
  fieldChange: fc.oneof(fieldChange.map(bytesOf), strange),
  nothingMuch: fc.oneof(fc.constant('{}'), strange),
  companyChange: fc.oneof(companyChange.map(bytesOf), company.map(bytesOf), strange),
  company: fc.oneof(company.map(bytesOf), strange),
  strange,
}
