import { taken } from '../helpers/error-bodies'
import type { ScenarioTable } from './scenario'

const ADA = { name: 'Ada Moss', unique_external_id: 'usr_123', tags: ['marketing-consent'] }

export const userIds = {
  about: 'the user id: what keeps one contact for one person',
  base: { traits: { name: 'Ada Moss' } },
  rows: [
    {
      it: "a number that JSON would round to another person's is left out",
      traits: { email: 'ada@example.com' },
      event: { userId: Number('1234567890123456789') },
      creates: { name: 'Ada Moss', email: 'ada@example.com', tags: ['marketing-consent'] },
      omits: { unique_external_id: 'too long to be exact' },
    },
    {
      it: 'a UUID',
      event: { userId: '0b6d9c1e-1f0a-4d2e-9f0a-3f6f8f1c2d3e' },
      creates: {
        name: 'Ada Moss',
        unique_external_id: '0b6d9c1e-1f0a-4d2e-9f0a-3f6f8f1c2d3e',
        tags: ['marketing-consent'],
      },
    },
    {
      it: 'keeps capitals: ids that differ in case are two people',
      event: { userId: 'Usr_ABC' },
      creates: { name: 'Ada Moss', unique_external_id: 'Usr_ABC', tags: ['marketing-consent'] },
    },
    {
      it: 'keeps leading zeros',
      event: { userId: '000123' },
      creates: { name: 'Ada Moss', unique_external_id: '000123', tags: ['marketing-consent'] },
    },
    { it: 'trims spaces around it', event: { userId: ' usr_123\n' }, creates: ADA },
    {
      it: 'an e-mail address as user id stays as it is written, and is the e-mail address too',
      event: { userId: 'Ada@Example.com' },
      creates: {
        name: 'Ada Moss',
        email: 'ada@example.com',
        unique_external_id: 'Ada@Example.com',
        tags: ['marketing-consent'],
      },
    },
    {
      it: 'an e-mail address as user id makes a contact without a name and an e-mail trait',
      without: ['traits'],
      traits: { plan: 'pro' },
      event: { userId: 'fay@example.com' },
      creates: {
        name: 'fay@example.com',
        email: 'fay@example.com',
        unique_external_id: 'fay@example.com',
        tags: ['marketing-consent'],
      },
    },
    {
      it: 'an e-mail address as user id never replaces the address of a contact',
      event: { userId: 'fay@example.com' },
      requests: [
        {
          request: 'POST /contacts',
          body: {
            name: 'Ada Moss',
            email: 'fay@example.com',
            unique_external_id: 'fay@example.com',
            tags: ['marketing-consent'],
          },
          response: { status: 409, body: taken(['unique_external_id', 72009990001]) },
        },
        {
          request: 'PUT /contacts/72009990001',
          body: { name: 'Ada Moss', unique_external_id: 'fay@example.com' },
          response: { status: 200, body: { id: 72009990001, deleted: false, tags: ['marketing-consent'] } },
        },
      ],
      result: { outcome: 'updated', contactId: 72009990001 },
    },
    {
      it: 'an e-mail address of the traits goes before one in the user id',
      traits: { email: 'ada.fern@example.com' },
      event: { userId: 'ada@example.com' },
      creates: {
        name: 'Ada Moss',
        email: 'ada.fern@example.com',
        unique_external_id: 'ada@example.com',
        tags: ['marketing-consent'],
      },
    },
    {
      it: 'a URL',
      event: { userId: 'https://id.example.com/u/1?x=1&y=2#z' },
      creates: {
        name: 'Ada Moss',
        unique_external_id: 'https://id.example.com/u/1?x=1&y=2#z',
        tags: ['marketing-consent'],
      },
    },
    {
      it: 'a text that looks like JSON',
      event: { userId: '{"id":1}' },
      creates: { name: 'Ada Moss', unique_external_id: '{"id":1}', tags: ['marketing-consent'] },
    },
    {
      it: 'an ordinary number',
      event: { userId: 12345 },
      creates: { name: 'Ada Moss', unique_external_id: '12345', tags: ['marketing-consent'] },
    },
    {
      it: 'a zero is taken for no id',
      traits: { email: 'ada@example.com' },
      event: { userId: 0 },
      creates: { name: 'Ada Moss', email: 'ada@example.com', tags: ['marketing-consent'] },
    },
    {
      it: 'a 0 is the id of everyone who is not logged in, and is left out',
      traits: { email: 'ada@example.com' },
      event: { userId: '0' },
      creates: { name: 'Ada Moss', email: 'ada@example.com', tags: ['marketing-consent'] },
      omits: { unique_external_id: 'placeholder' },
    },
    {
      it: 'looks further when the userId is empty',
      traits: { user_id: 'usr_9' },
      event: { userId: '' },
      creates: { name: 'Ada Moss', unique_external_id: 'usr_9', tags: ['marketing-consent'] },
    },
    {
      it: 'looks further when the userId is null',
      event: { userId: null, context: { traits: { user_id: 'usr_9' } } },
      creates: { name: 'Ada Moss', unique_external_id: 'usr_9', tags: ['marketing-consent'] },
    },
  ],
} satisfies ScenarioTable
