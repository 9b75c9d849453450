import { getIdentities } from './identity'

describe('who an event is about', () => {
  it.each([
    ['the user id', { userId: 'u1' }, ['user:u1']],
    ['a numeric user id', { userId: 17 }, ['user:17']],
    ['user_id too', { user_id: ' u1 ' }, ['user:u1']],
    ['user_id among the traits', { traits: { user_id: 'u1' } }, ['user:u1']],
    ['user_id in context.traits', { context: { traits: { user_id: 'u1' } } }, ['user:u1']],
    ['user_id among the properties', { properties: { user_id: 17 } }, ['user:17']],
    ['every user id there is', { userId: 'u1', traits: { user_id: 'u2' } }, ['user:u1', 'user:u2']],
    [
      'a list of one as its element',
      { userId: ['u1'], traits: { email: ['ada@x.org'] } },
      ['user:u1', 'email:ada@x.org'],
    ],
    ['a control character in an id as a space', { userId: 'u\u00001\t' }, ['user:u 1']],
    ['ids with regard to case', { userId: 'U1', user_id: 'u1' }, ['user:U1', 'user:u1']],
    ['the email among the traits, without regard to case', { traits: { email: ' Ada@X.org' } }, ['email:ada@x.org']],
    ['the email in context.traits', { context: { traits: { email: 'ada@x.org' } } }, ['email:ada@x.org']],
    ['the email among the properties', { properties: { email: 'ada@x.org' } }, ['email:ada@x.org']],
    [
      'an email without what cannot be seen in it',
      { traits: { email: '\u200bada@x\u00ad.org ' } },
      ['email:ada@x.org'],
    ],
    ['the host of an email in ASCII', { traits: { email: 'ada@MÜNCHEN.de' } }, ['email:ada@xn--mnchen-3ya.de']],
    ['both, so that either joins', { userId: 'u1', traits: { email: 'ada@x.org' } }, ['user:u1', 'email:ada@x.org']],
    ['each email once', { traits: { email: 'a@x.org' }, properties: { email: 'A@x.org' } }, ['email:a@x.org']],
    ['the digits of a phone', { traits: { phone: '+44 (7700) 900-123' } }, ['phone:447700900123']],
    ['a phone in context.traits', { context: { traits: { phone: 447700900123 } } }, ['phone:447700900123']],
    ['a phone in fullwidth digits', { properties: { phone: '４４７７００' } }, ['phone:447700']],
    ['a phone beside a user id', { userId: 'u1', traits: { phone: '7' } }, ['user:u1', 'phone:7']],
    ['the anonymous id where nothing else is', { anonymousId: 'anon-1' }, ['anonymous:anon-1']],
    [
      'the anonymous id beside a phone, which may be written in another way next time',
      { anonymousId: 'anon-1', traits: { phone: '7' } },
      ['phone:7', 'anonymous:anon-1'],
    ],
    ['not the anonymous id beside a user id', { userId: 'u1', anonymousId: 'anon-1' }, ['user:u1']],
    ['no identifier without a person', { type: 'page' }, []],
    [
      'no identifier in empty, blank or odd values',
      {
        userId: '',
        user_id: ' \u200b\u0000',
        traits: { email: { a: 1 }, user_id: ['a', 'b'], phone: 'none' },
        properties: { user_id: true },
        context: 'x',
      },
      [],
    ],
  ])('%s', (_what, event, expected) => {
    expect(getIdentities(event)).toEqual(expected)
  })

  it('a list in a list, however deep', () => {
    const userId = JSON.parse(`${'['.repeat(50_000)}"u1"${']'.repeat(50_000)}`)
    expect(getIdentities({ userId })).toEqual(['user:u1'])
  })
})
