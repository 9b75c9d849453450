import { refused } from '../helpers/error-bodies'
import type { ScenarioTable } from './scenario'

const ADA = { name: 'Ada Moss', unique_external_id: 'usr_123', tags: ['marketing-consent'] }

export const customFields = {
  about: 'custom fields, mapped by hand',
  base: { traits: { name: 'Ada Moss' } },
  rows: [
    {
      it: 'sends text, numbers and yes or no as they are',
      traits: { plan: 'free', logins: 5, score: -1.5, vip: true, trial: false },
      mapping: {
        custom_fields: {
          plan_tier: { '@path': '$.traits.plan' },
          logins: { '@path': '$.traits.logins' },
          score: { '@path': '$.traits.score' },
          vip: { '@path': '$.traits.vip' },
          trial: { '@path': '$.traits.trial' },
        },
      },
      creates: { ...ADA, custom_fields: { plan_tier: 'free', logins: 5, score: -1.5, vip: true, trial: false } },
    },
    {
      it: 'sends a zero, which is a value',
      traits: { logins: 0 },
      mapping: { custom_fields: { logins: { '@path': '$.traits.logins' } } },
      creates: { ...ADA, custom_fields: { logins: 0 } },
    },
    {
      it: 'sends digits in a text as text',
      traits: { code: '007' },
      mapping: { custom_fields: { code: { '@path': '$.traits.code' } } },
      creates: { ...ADA, custom_fields: { code: '007' } },
    },
    {
      it: 'sends no custom_fields when none has a value',
      traits: { plan: '' },
      mapping: {
        custom_fields: { plan_tier: { '@path': '$.traits.plan' }, city: { '@path': '$.traits.address.city' } },
      },
      creates: ADA,
    },
    {
      it: 'sends no custom_fields for an empty object',
      traits: { more: {} },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: ADA,
    },
    {
      it: 'leaves a null and a blank out of the others',
      traits: { more: { a: null, b: '  ', c: 'x' } },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: { ...ADA, custom_fields: { c: 'x' } },
    },
    {
      it: 'leaves an object and a list out of the others',
      traits: { more: { a: { b: 1 }, b: ['x', 'y'], c: 'x' } },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: { ...ADA, custom_fields: { c: 'x' } },
      omits: { 'custom_fields.a': 'is an object', 'custom_fields.b': 'is a list' },
    },
    {
      it: 'takes the one text of a list',
      traits: { more: { a: ['x'] } },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: { ...ADA, custom_fields: { a: 'x' } },
    },
    {
      it: 'leaves out a number too large for JSON',
      traits: { more: { a: Number.POSITIVE_INFINITY, b: 1 } },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: { ...ADA, custom_fields: { b: 1 } },
      omits: { 'custom_fields.a': 'is a number' },
    },
    {
      it: 'leaves out all of them when they are a text',
      traits: { more: 'plan=free' },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: ADA,
      omits: { custom_fields: 'is not an object' },
    },
    {
      it: 'leaves out all of them when they are a list',
      traits: { more: ['free'] },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: ADA,
      omits: { custom_fields: 'is not an object' },
    },
    {
      it: 'keeps the line breaks of a paragraph',
      traits: { note: ' First line\r\nsecond line\n' },
      mapping: { custom_fields: { note: { '@path': '$.traits.note' } } },
      creates: { ...ADA, custom_fields: { note: 'First line\nsecond line' } },
    },
    {
      it: 'keeps a paragraph of 10 kB',
      traits: { note: 'x'.repeat(10240) },
      mapping: { custom_fields: { note: { '@path': '$.traits.note' } } },
      creates: { ...ADA, custom_fields: { note: 'x'.repeat(10240) } },
    },
    {
      it: "leaves out what stands under a key that can be no field's name",
      traits: { more: { '': 'a', ' plan': 'b', 'pl\nan': 'c', plan: 'e' } },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: { ...ADA, custom_fields: { plan: 'e' } },
      omits: {
        custom_fields: 'no field can have',
        'custom_fields.plan': 'no field can have',
        'custom_fields.pl an': 'no field can have',
      },
    },
    {
      it: 'leaves out what stands under half of an emoji',
      traits: { more: { '\ud83e': 'd', 'plan\ud83e': 'f', plan: 'e' } },
      mapping: { custom_fields: { '@path': '$.traits.more' } },
      creates: { ...ADA, custom_fields: { plan: 'e' } },
      omits: { custom_fields: 'no field can have', 'custom_fields.plan': 'no field can have' },
    },
    {
      it: 'sends them beside the method of a sign-up',
      traits: { plan: 'free' },
      event: { type: 'track', event: 'Signed Up', properties: { method: 'email' } },
      mapping: { custom_fields: { plan_tier: { '@path': '$.traits.plan' } } },
      creates: { ...ADA, custom_fields: { plan_tier: 'free', signup_method: 'email' } },
    },
    {
      it: 'a custom field of a constant text',
      mapping: { custom_fields: { source: 'website' } },
      creates: { ...ADA, custom_fields: { source: 'website' } },
    },
    {
      it: 'sends a number that Freshdesk wants as one again, as a number',
      traits: { seats: '3' },
      mapping: { custom_fields: { seats: { '@path': '$.traits.seats' } } },
      requests: [
        {
          request: 'POST /contacts',
          body: { ...ADA, custom_fields: { seats: '3' } },
          response: {
            status: 400,
            body: refused([
              'custom_fields.seats',
              'Value set is of type String.It should be a/an Integer',
              'datatype_mismatch',
            ]),
          },
        },
        { request: 'POST /contacts', body: { ...ADA, custom_fields: { seats: 3 } } },
      ],
      result: { outcome: 'created', contactId: 501 },
    },
    {
      it: 'says which field the account does not have, and where to create it',
      event: { type: 'track', event: 'Signed Up', properties: { method: 'email' } },
      requests: [
        {
          request: 'POST /contacts',
          body: { ...ADA, custom_fields: { signup_method: 'email' } },
          response: {
            status: 400,
            body: refused(['signup_method', 'Unexpected/invalid field in request', 'invalid_field']),
          },
        },
      ],
      error: {
        class: 'PayloadValidationError',
        status: 400,
        code: 'PAYLOAD_VALIDATION_FAILED',
        says: ['custom_fields.signup_method', 'Admin, Contact Fields'],
      },
    },
  ],
} satisfies ScenarioTable
