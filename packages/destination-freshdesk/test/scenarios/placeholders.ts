import { taken } from '../helpers/error-bodies'
import type { ScenarioTable } from './scenario'

/** What is left of an event whose other values are placeholders. */
const ADA = { name: 'Ada Moss', email: 'ada@example.com', tags: ['marketing-consent'] }
const NAMELESS = { name: 'ada@example.com', email: 'ada@example.com', tags: ['marketing-consent'] }

const IDS = [
  ...['undefined', 'UNDEFINED', 'null', 'NaN', 'None', 'nil', '[object Object]', 'true', 'false', '-1', ' undefined '],
  ...['anonymous', 'Guest', 'distinct_id', 'email', 'id', 'user_id', 'not_authenticated', 'N/A', '(not set)'],
  ...['"undefined"', "'null'", 'undefined undefined', '{{user.id}}', '<%= user.id %>', '*|UID|*'],
  ...['00000000-0000-0000-0000-000000000000', 'undefined:undefined', 'null_undefined', 'user_undefined', '@undefined'],
]
const NAMES = [
  ...['undefined undefined', 'null null', 'undefined', 'null', 'NaN', '[object Object]', 'None', 'Anonymous', 'Guest'],
  ...['N/A', 'Unknown', 'no name', '{{name}}', '*|FNAME|*', '(null)', '(not set)'],
]
const EMAILS = ['none@none.com', 'Test@Test.com', 'undefined@example.com', 'null@example.com', 'noemail@noemail.com']

export const placeholders = {
  about: 'values that programs and careless people write for a missing one',
  base: { traits: { name: 'Ada Moss', email: 'ada@example.com' } },
  rows: [
    ...IDS.map(userId => ({
      it: `the user id ${userId} is left out: two people with it would become one contact`,
      event: { userId },
      creates: ADA,
      omits: { unique_external_id: 'placeholder' },
    })),
    ...NAMES.map(name => ({
      it: `the name ${name} is left out, and the e-mail address stands in for it`,
      without: ['userId'],
      traits: { name },
      creates: NAMELESS,
      omits: { name: 'placeholder' },
    })),
    ...EMAILS.map(email => ({
      it: `the e-mail address ${email} is left out: many people share it`,
      traits: { email },
      creates: { name: 'Ada Moss', unique_external_id: 'usr_123', tags: ['marketing-consent'] },
      omits: { email: 'placeholder' },
    })),
    ...['test', 'admin', 'user', 'nullable', 'undefined-7', '10', 'idris', 'nan-7', 'nullable:1'].map(userId => ({
      it: `the user id ${userId} stays, since one person may have it`,
      event: { userId },
      creates: { ...ADA, unique_external_id: userId },
    })),
    ...['Jennifer Null', 'Christopher Guest', 'Ivy None', 'Nan Goldin', 'Nil Yılmaz', 'Unknown Mortal'].map(name => ({
      it: `the name ${name} stays, since a person may have it`,
      without: ['userId'],
      traits: { name },
      creates: { ...ADA, name },
    })),
    {
      it: 'a first name beside the last name undefined is a part of a name',
      without: ['userId', 'traits.name'],
      traits: { first_name: 'Ada', last_name: 'undefined' },
      creates: { ...ADA, name: 'Ada' },
      omits: { name: 'placeholder' },
    },
    {
      it: 'a first and last name that make the words Guest User are a placeholder',
      without: ['userId', 'traits.name'],
      traits: { first_name: 'Guest', last_name: 'User' },
      creates: NAMELESS,
      omits: { name: 'placeholder' },
    },
    {
      it: 'the word undefined in a name is removed',
      without: ['userId'],
      traits: { name: 'Ada undefined' },
      creates: { ...ADA, name: 'Ada' },
      omits: { name: 'lost a word' },
    },
    {
      it: 'a placeholder for the full name does not hide a good first and last name',
      without: ['userId'],
      traits: { name: 'undefined', first_name: 'Ada', last_name: 'Moss' },
      creates: ADA,
      omits: { name: 'placeholder' },
    },
    {
      it: 'a title that is only the text of a missing value is left out',
      without: ['userId'],
      traits: { title: 'undefined' },
      creates: ADA,
      omits: { job_title: 'placeholder' },
    },
    {
      it: 'a custom field that is only the text of a missing value is left out, and the choice None stays',
      without: ['userId'],
      mapping: { custom_fields: { city: '[object Object]', plan: 'None', score: 'NaN' } },
      creates: { ...ADA, custom_fields: { plan: 'None' } },
      omits: { 'custom_fields.city': 'placeholder', 'custom_fields.score': 'placeholder' },
    },
    {
      it: 'an event whose only identifier is a placeholder is refused with the reason',
      without: ['userId', 'traits'],
      traits: { name: 'Ada Moss' },
      event: { userId: 'undefined' },
      refused: {
        class: 'PayloadValidationError',
        status: 400,
        code: 'PAYLOAD_VALIDATION_FAILED',
        says: ['no identifier', 'unique_external_id is a placeholder'],
      },
    },
    {
      it: 'a known person keeps the real name when an event brings a placeholder',
      traits: { name: 'undefined undefined' },
      requests: [
        {
          request: 'POST /contacts',
          body: { ...NAMELESS, unique_external_id: 'usr_123' },
          response: {
            status: 409,
            body: taken(['email', 72009990001]),
          },
        },
        {
          request: 'PUT /contacts/72009990001',
          body: { unique_external_id: 'usr_123' },
          response: { status: 200, body: { id: 72009990001, deleted: false, tags: ['marketing-consent'] } },
        },
      ],
      result: { outcome: 'updated', contactId: 72009990001 },
      omits: { name: 'placeholder' },
    },
  ],
} satisfies ScenarioTable
