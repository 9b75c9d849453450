import type { ScenarioTable } from './scenario'

const ADA = { name: 'Ada Moss', unique_external_id: 'usr_123', tags: ['marketing-consent'] }

// Annotated rather than `satisfies`: TypeScript infers no type from a key named constructor.
export const prototypeKeys: ScenarioTable = {
  about: 'keys that every JavaScript object has by birth are keys like any other here',
  base: { traits: { name: 'Ada Moss' } },
  rows: [
    {
      it: 'ignores traits of such names',
      traits: {
        ['__proto__']: { email: 'evil@example.com', phone: '+12025550123' },
        constructor: { name: 'Evil' },
        toString: 'evil',
        hasOwnProperty: true,
        valueOf: 1,
      },
      creates: ADA,
    },
    {
      it: 'takes no traits from the __proto__ of the event',
      event: { ['__proto__']: { userId: 'evil', properties: { email: 'evil@example.com' } } },
      creates: ADA,
    },
    {
      it: 'takes no name from a __proto__ in context.traits',
      without: ['traits'],
      traits: { email: 'ada@example.com' },
      event: { context: { traits: { ['__proto__']: { name: 'Evil' } } } },
      creates: {
        name: 'ada@example.com',
        email: 'ada@example.com',
        unique_external_id: 'usr_123',
        tags: ['marketing-consent'],
      },
    },
    {
      it: 'takes no consent from __proto__ in the categories',
      without: ['context'],
      event: { context: { consent: { categoryPreferences: { ['__proto__']: { marketing: true } } } } },
      drops: 'no-consent',
    },
    {
      it: 'takes no consent from __proto__ in the consent',
      without: ['context'],
      event: { context: { consent: { ['__proto__']: { categoryPreferences: { marketing: true } } } } },
      drops: 'no-consent',
    },
    {
      it: 'takes no consent from a category that every object has',
      settings: { consentCategory: 'constructor' },
      drops: 'no-consent',
    },
    { it: 'takes no consent from toString', settings: { consentCategory: 'toString' }, drops: 'no-consent' },
    { it: 'takes no consent from __proto__', settings: { consentCategory: '__proto__' }, drops: 'no-consent' },
    {
      it: 'lets a category be called constructor, if it is granted',
      event: { context: { consent: { categoryPreferences: { constructor: true } } } },
      settings: { consentCategory: 'constructor' },
      creates: ADA,
    },
    {
      it: 'never sees a category called __proto__, which the framework loses: nothing is sent',
      event: { context: { consent: { categoryPreferences: { ['__proto__']: true } } } },
      settings: { consentCategory: '__proto__' },
      drops: 'no-consent',
    },
    {
      it: 'looks up no country by such a name',
      traits: { phone: '07700 900123', address: { country: '__proto__' } },
      event: { context: { location: { country: 'constructor' }, locale: '__proto__' } },
      creates: ADA,
      omits: { phone: 'not understood' },
    },
    {
      it: 'sends custom fields of such names as they are',
      traits: { more: { constructor: 'c', toString: 't', hasOwnProperty: true, plan: 'free' } },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: { ...ADA, custom_fields: { constructor: 'c', toString: 't', hasOwnProperty: true, plan: 'free' } },
    },
    {
      it: 'sends no custom field that only the __proto__ of the event has',
      traits: { more: { ['__proto__']: { admin: 'yes' }, plan: 'free' } },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: { ...ADA, custom_fields: { plan: 'free' } },
    },
    {
      it: 'reads an address of such keys as none',
      traits: { place: { ['__proto__']: { city: 'Bath' }, constructor: 'x' } },
      mapping: { address: { '@path': '$.traits.place' } },
      creates: ADA,
      omits: { address: 'has none of' },
    },
    {
      it: 'tags may be called so',
      traits: { labels: ['__proto__', 'constructor'] },
      mapping: { tags: { '@path': '$.traits.labels' } },
      creates: {
        name: 'Ada Moss',
        unique_external_id: 'usr_123',
        tags: ['marketing-consent', '__proto__', 'constructor'],
      },
    },
    {
      it: 'a person may be called so',
      traits: { name: 'constructor', title: 'toString' },
      event: { userId: '__proto__' },
      creates: {
        name: 'constructor',
        unique_external_id: '__proto__',
        job_title: 'toString',
        tags: ['marketing-consent'],
      },
    },
  ],
}
