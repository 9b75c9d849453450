import { isIntegrationOn, unpackBatch } from './event'

describe('isIntegrationOn', () => {
  it.each([
    ['an event without integrations', undefined, true],
    ['All: true', { All: true }, true],
    ['All: false', { All: false }, false],
    ['its own name: false', { Freshdesk: false }, false],
    ['its own name: false beside All: true', { All: true, Freshdesk: false }, false],
    ['its own name: true beside All: false', { All: false, Freshdesk: true }, true],
    ['its own name with options beside All: false', { All: false, Freshdesk: { region: 'eu' } }, true],
    ['its own name in another case', { freshdesk: false }, true],
    ['another name: false', { Mixpanel: false }, true],
    ['a list', [false], true],
    ['a key that every object inherits', JSON.parse('{"All":false,"__proto__":true}'), false],
  ])('%s', (_what, integrations, expected) => {
    expect(isIntegrationOn({ type: 'identify', integrations }, 'Freshdesk')).toBe(expected)
  })
})

describe('unpackBatch', () => {
  it.each([
    ['a batch', { batch: [{ type: 'identify' }, { type: 'track' }] }, [{ type: 'identify' }, { type: 'track' }]],
    ['an empty batch', { batch: [] }, []],
    ['an event', { type: 'identify', userId: 'u1' }, null],
    ['an event with a key "batch"', { type: 'identify', batch: [] }, null],
    ['entries that are no events', { batch: ['x', null, [1]] }, ['x', null, [1]]],
    [
      'the context of the batch, unless an event has its own',
      { batch: [{ type: 'track' }, { type: 'track', context: { ip: '2' } }], context: { ip: '1' }, writeKey: 'secret' },
      [
        { type: 'track', context: { ip: '1' } },
        { type: 'track', context: { ip: '2' } },
      ],
    ],
    [
      'the integrations of the batch',
      { batch: [{ type: 'track' }], integrations: { All: false } },
      [{ type: 'track', integrations: { All: false } }],
    ],
  ])('%s', (_what, value, expected) => {
    expect(unpackBatch(value)).toEqual(expected)
  })
})
