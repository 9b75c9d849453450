import type { ScenarioTable } from './scenario'

const JOHN = { name: 'John Doe', unique_external_id: 'usr_123', tags: ['marketing-consent'] }

export const trackSpec = {
  about: "Segment's spec of track: Signed Up, and only that",
  base: { type: 'track', event: 'Signed Up', context: { traits: { name: 'John Doe' } } },
  rows: [
    {
      it: 'sends the method of the sign-up as a custom field',
      event: { properties: { method: 'email' } },
      creates: { ...JOHN, custom_fields: { signup_method: 'email' } },
    },
    {
      it: 'keeps the spelling of the method',
      event: { properties: { method: 'Google SSO' } },
      creates: { ...JOHN, custom_fields: { signup_method: 'Google SSO' } },
    },
    {
      it: 'sends a method that is a number as a number',
      event: { properties: { method: 7 } },
      creates: { ...JOHN, custom_fields: { signup_method: 7 } },
    },
    { it: 'sends no custom field for an empty method', event: { properties: { method: '' } }, creates: JOHN },
    { it: 'sends no custom field for a blank method', event: { properties: { method: '  \t' } }, creates: JOHN },
    { it: 'sends no custom field for a method of null', event: { properties: { method: null } }, creates: JOHN },
    {
      it: 'leaves out a method that is an object, and says so',
      event: { properties: { method: { type: 'email' } } },
      creates: JOHN,
      omits: { 'custom_fields.signup_method': 'is an object' },
    },
    {
      it: 'takes the one method of a list',
      event: { properties: { method: ['email'] } },
      creates: { ...JOHN, custom_fields: { signup_method: 'email' } },
    },
    {
      it: 'leaves out a method that is a list of two',
      event: { properties: { method: ['email', 'google'] } },
      creates: JOHN,
      omits: { 'custom_fields.signup_method': 'is a list' },
    },
    {
      it: 'cuts a method of 300 characters to 255',
      event: { properties: { method: 'm'.repeat(300) } },
      creates: { ...JOHN, custom_fields: { signup_method: 'm'.repeat(255) } },
      omits: { 'custom_fields.signup_method': '255' },
    },
    {
      it: 'reads the person from properties when a server library puts them there',
      without: ['context.traits'],
      event: {
        properties: {
          method: 'email',
          name: 'John Doe',
          email: 'john.doe@example.com',
          phone: '07700 900123',
          title: 'Head of Growth',
          company_id: 72000990010,
        },
      },
      creates: {
        ...JOHN,
        email: 'john.doe@example.com',
        phone: '+447700900123',
        job_title: 'Head of Growth',
        company_id: 72000990010,
        custom_fields: { signup_method: 'email' },
      },
    },
    {
      it: 'prefers context.traits over properties',
      event: { properties: { name: 'Pro plan', title: 'Checkout' }, context: { traits: { title: 'Gardener' } } },
      creates: { ...JOHN, job_title: 'Gardener' },
    },
    {
      it: 'prefers traits over context.traits',
      traits: { name: 'Jo Doe' },
      creates: { name: 'Jo Doe', unique_external_id: 'usr_123', tags: ['marketing-consent'] },
    },
    {
      it: 'takes the user id from the properties as the last place',
      without: ['userId'],
      event: { properties: { user_id: 'usr_9' } },
      creates: { name: 'John Doe', unique_external_id: 'usr_9', tags: ['marketing-consent'] },
    },
    {
      it: 'drops the sign-up of an anonymous visitor',
      without: ['userId'],
      event: { anonymousId: 'anon_7', properties: { method: 'email' } },
      drops: 'anonymous',
    },
    {
      it: 'sends nothing for another event',
      event: { event: 'Order Completed', properties: { email: 'john.doe@example.com' } },
      ignored: true,
    },
    {
      it: 'sends nothing for signed up in lower case: names of events are exact',
      event: { event: 'signed up' },
      ignored: true,
    },
    { it: 'sends nothing for Signed Up with a space behind it', event: { event: 'Signed Up ' }, ignored: true },
    { it: 'sends nothing for an event called Identified', event: { event: 'Identified' }, ignored: true },
    { it: 'sends nothing for a track call without a name', without: ['event'], ignored: true },
    { it: 'sends nothing for a track call whose name is null', event: { event: null }, ignored: true },
    { it: 'sends nothing for a track call whose name is a list', event: { event: ['Signed Up'] }, ignored: true },
    {
      it: 'sends nothing for a track call whose name is an object',
      event: { event: { name: 'Signed Up' } },
      ignored: true,
    },
    {
      it: "sends nothing for Segment's own event about consent",
      event: { event: 'Segment Consent Preference Updated' },
      ignored: true,
    },
    {
      it: 'does not take a method from an identify call',
      event: { type: 'identify', properties: { method: 'email' } },
      creates: JOHN,
    },
  ],
} satisfies ScenarioTable
