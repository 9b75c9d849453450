import fc from 'fast-check'

// Events as a hostile or careless sender might write them: the shape of Segment's calls, with
// anything at all in the places of values. Most of them are identified and have consent, so that
// most get as far as a request.

/** Whole text that JSON can carry: halves of emoji too. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map(units => String.fromCharCode(...units)),
  fc
    .tuple(fc.string({ minLength: 1 }), fc.constantFrom(64, 255, 256, 10_240))
    .map(([text, size]) => text.repeat(size).slice(0, size)),
  fc.constantFrom(
    '',
    ' ',
    '\t\n',
    '\u200b',
    '\u202eabc',
    'null',
    'true',
    '0',
    '-',
    '+',
    '@',
    '{{name}}',
    '$.traits.email',
  ),
)

const anyKey = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', 'length', 'then', '', '@path', '@if'),
  fc.string(),
)

const { anything } = fc.letrec(again => ({
  anything: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyText,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(again('anything'), { maxLength: 3 }),
    fc.dictionary(anyKey, again('anything'), { maxKeys: 3 }),
  ),
}))

/** Mostly what belongs there, sometimes in a list, sometimes anything. */
const mostly = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 1, arbitrary: right.map(value => [value]) },
    { weight: 3, arbitrary: anything },
  )

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength })

const name = fc.oneof(
  fc.constantFrom('Ada Moss', 'Moss, Ada', 'فاطمة الزهراء', '王小明', 'Zoë 🦊', 'Ada "Fern" www.moss.example'),
  fc.string({ unit: 'grapheme', minLength: 1 }),
)
const email = fc.oneof(
  fc.emailAddress(),
  fc.emailAddress().map(address => ` ${address.toUpperCase()}\n`),
  fc.tuple(digits(1, 9), fc.domain()).map(([local, host]) => `ada.${local}@${host}`),
  fc.constantFrom(
    'ada@bücher.example',
    '\u200b ada.moss@example.com',
    'ada@10.0.0.1',
    'ada@example..com',
    '.@a.co',
    'ä@a.co',
  ),
)
const phone = fc.oneof(
  digits(5, 17),
  digits(7, 15).map(number => `+${number}`),
  fc
    .tuple(digits(9, 11), fc.constantFrom(' ext. 5', ' x123', ';ext=7', ' FLOWERS', ' / 2'))
    .map(parts => parts.join('')),
  fc.constantFrom(
    '07700 900123',
    '(202) 555-0123',
    '1-800-FLOWERS',
    '＋４４ ７７００ ９００１２３',
    '٠١٠٠ ١٢٣ ٤٥٦٧',
    '020 7946 0018 x5',
  ),
)
const country = fc.constantFrom(
  'GB',
  'us',
  'Germany',
  'UK',
  'Côte d’Ivoire',
  'Atlantis',
  'constructor',
  'IR',
  'IT',
  'AR',
)
const locale = fc.constantFrom('en-GB', 'pt_BR', 'zh-Hant-HK', 'no', 'x', '-- --', 'sr-Latn-RS', 'constructor')
const userId = fc.oneof(fc.uuid(), fc.nat(), fc.constantFrom('usr_123', ' usr  123 ', '__proto__'))
const companyId = fc.oneof(fc.nat(), fc.maxSafeNat(), digits(1, 17), fc.double())

const person = fc.record(
  {
    name: mostly(name),
    firstName: mostly(name),
    last_name: mostly(name),
    email: mostly(email),
    phone: mostly(phone),
    mobile: mostly(phone),
    title: mostly(name),
    company_id: mostly(companyId),
    user_id: mostly(userId),
    address: mostly(
      fc.record(
        { street: mostly(name), city: mostly(name), postalCode: mostly(digits(3, 6)), country: mostly(country) },
        { requiredKeys: [] },
      ),
    ),
    description: mostly(fc.lorem().map(text => text.replaceAll(' ', '\r\n'))),
    labels: mostly(fc.array(mostly(name))),
    more: mostly(fc.dictionary(anyKey, mostly(fc.oneof(name, fc.double(), fc.boolean(), fc.nat())))),
    handle: mostly(name),
    zone: mostly(fc.constantFrom('Europe/London', 'America/New_York', 'London', 'Moon/Tranquility')),
  },
  { requiredKeys: [] },
)

const consent = fc.oneof(
  { weight: 12, arbitrary: fc.constant({ categoryPreferences: { marketing: true } }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ marketing: true }, { categoryPreferences: { Marketing: true, marketing: false } }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      categoryPreferences: fc.dictionary(fc.constantFrom('marketing', '__proto__', 'Marketing '), anything),
    }),
  },
  { weight: 1, arbitrary: anything },
)

const context = fc.record(
  {
    consent,
    traits: mostly(person),
    locale: mostly(locale),
    location: mostly(fc.record({ country: mostly(country) })),
  },
  { requiredKeys: ['consent'] },
)

const kind = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ type: 'identify' }) },
  { weight: 6, arbitrary: fc.constant({ type: 'track', event: 'Signed Up' }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: mostly(fc.constantFrom('page', 'group', 'track', 'identify')), event: mostly(name) }),
  },
)

const rest = fc.record(
  {
    userId: mostly(userId),
    anonymousId: anything,
    traits: mostly(person),
    properties: mostly(fc.oneof(person, fc.record({ method: mostly(name) }))),
    context: fc.oneof({ weight: 12, arbitrary: context }, { weight: 1, arbitrary: anything }),
  },
  { requiredKeys: ['context', 'traits'] },
)

/** What came over the wire: JSON, with `__proto__` as a key like any other. */
const overTheWire = (value: object): Record<string, unknown> => JSON.parse(JSON.stringify(value))

/**
 * Any event, but those on which the framework itself fails before a destination sees them: see
 * FATAL in properties.test.ts.
 */
export const anyEvent = fc
  .tuple(kind, rest)
  .map(([what, who]) => overTheWire({ ...who, ...what }))
  .filter(event => event.context !== null && !/"(toString|valueOf)":/.test(JSON.stringify(event)))

/** A mapping by hand that fills the fields which the preset leaves alone. */
export const generousMapping = {
  mobile: { '@path': '$.traits.mobile' },
  twitter_id: { '@path': '$.traits.handle' },
  address: { '@path': '$.traits.address' },
  description: { '@path': '$.traits.description' },
  language: { '@path': '$.context.locale' },
  time_zone: { '@path': '$.traits.zone' },
  tags: { '@path': '$.traits.labels' },
  custom_fields: { '@path': '$.traits.more' },
}
