import { taken } from '../helpers/error-bodies'
import type { ScenarioTable } from './scenario'

export const mission = {
  about: 'what the integration promises, fact by fact',
  rows: [
    {
      it: 'sends exactly this body for a visitor who signs up with a British number and no country',
      event: {
        type: 'track',
        event: 'Signed Up',
        properties: { method: 'email' },
        context: {
          traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' },
        },
      },
      creates: {
        name: 'John Doe',
        email: 'john.doe@example.com',
        phone: '+447700900123',
        unique_external_id: 'usr_123',
        job_title: 'Head of Growth',
        tags: ['marketing-consent'],
        custom_fields: { signup_method: 'email' },
      },
    },
    {
      it: 'takes the traits of a signing-up visitor from traits as well',
      traits: { name: 'John Doe', email: 'john.doe@example.com' },
      event: { type: 'track', event: 'Signed Up', properties: { method: 'google' } },
      creates: {
        name: 'John Doe',
        email: 'john.doe@example.com',
        unique_external_id: 'usr_123',
        tags: ['marketing-consent'],
        custom_fields: { signup_method: 'google' },
      },
    },
    {
      it: 'maps every trait of the table on an identify call',
      traits: {
        name: 'Ada Moss',
        email: ' Ada.Moss@Example.com ',
        phone: '+44 20 7946 0018',
        title: 'Gardener',
        company_id: 72000990010,
      },
      creates: {
        name: 'Ada Moss',
        email: 'ada.moss@example.com',
        phone: '+442079460018',
        unique_external_id: 'usr_123',
        job_title: 'Gardener',
        company_id: 72000990010,
        tags: ['marketing-consent'],
      },
    },
    {
      it: 'lets the e-mail address stand in for a missing name',
      traits: { email: 'ada.moss@example.com' },
      creates: {
        name: 'ada.moss@example.com',
        email: 'ada.moss@example.com',
        unique_external_id: 'usr_123',
        tags: ['marketing-consent'],
      },
    },
    {
      it: 'acknowledges a sign-up of an existing contact, and changes nothing',
      traits: { name: 'John Doe', email: 'john.doe@example.com' },
      event: { type: 'track', event: 'Signed Up', properties: { method: 'email' } },
      requests: [
        {
          request: 'POST /contacts',
          body: {
            name: 'John Doe',
            email: 'john.doe@example.com',
            unique_external_id: 'usr_123',
            tags: ['marketing-consent'],
            custom_fields: { signup_method: 'email' },
          },
          response: { status: 409, body: taken(['email', 72009990001]) },
        },
      ],
      result: { outcome: 'exists', reason: 'already-exists', contactId: 72009990001 },
    },
    {
      it: 'sends nothing without marketing consent',
      traits: { name: 'Ada Moss', email: 'ada.moss@example.com' },
      event: { context: { consent: { categoryPreferences: { marketing: false } } } },
      drops: 'no-consent',
    },
    {
      it: 'sends nothing for an anonymous visitor',
      without: ['userId'],
      traits: { name: 'Ada Moss' },
      event: { anonymousId: 'anon_7' },
      drops: 'anonymous',
    },
    {
      it: 'never sends a page view',
      event: { type: 'page', name: 'Pricing', properties: { email: 'ada.moss@example.com', name: 'Ada Moss' } },
      ignored: true,
    },
    {
      it: 'leaves custom_fields away when a sign-up has no method',
      traits: { name: 'John Doe' },
      event: { type: 'track', event: 'Signed Up' },
      creates: { name: 'John Doe', unique_external_id: 'usr_123', tags: ['marketing-consent'] },
    },
    {
      it: 'cannot make a contact of a user id alone: the sender has to give a name or an e-mail',
      traits: {},
      looksUp: ['GET /contacts?unique_external_id=usr_123'],
      refused: {
        class: 'PayloadValidationError',
        status: 400,
        code: 'PAYLOAD_VALIDATION_FAILED',
        says: ['no name', 'e-mail'],
      },
    },
  ],
} satisfies ScenarioTable
