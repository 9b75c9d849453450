import type { InputField } from '@segment/actions-core'
import { firstOf } from './first-of'

/**
 * A trait where real events carry it: `traits`, then `context.traits`, then, on track events,
 * `properties`. Several names: in this order.
 */
const trait = (...names: string[]) => firstOf(...toPlaces(...names))

const toPlaces = (...names: string[]) =>
  ['traits', 'context.traits', 'properties'].flatMap(place => names.map(name => `${place}.${name}`))

/**
 * Any JSON value. actions-core turns the type of a field into a JSON Schema type and rejects the
 * whole event when one optional value has a different type; here such a value is left out and
 * reported, and the contact is still made. JSON Schema allows a list of types, the framework's
 * typings do not.
 */
const anything = ['string', 'number', 'boolean', 'object', 'array'] as unknown as InputField['type']

/**
 * The values of a contact that every action on contacts can set. Only what has a default is sent
 * without being asked for.
 */
export const contactFields = {
  name: {
    label: 'Name',
    description:
      'Full name of the person. An event without a full name uses first and last name together, the email address, or the phone number.',
    type: anything,
    category: 'data',
    default: trait('name'),
  },
  first_name: {
    label: 'First name',
    description: 'Used together with the last name when the event has no full name.',
    type: anything,
    category: 'data',
    default: trait('first_name', 'firstName'),
  },
  last_name: {
    label: 'Last name',
    description: 'Used together with the first name when the event has no full name.',
    type: anything,
    category: 'data',
    default: trait('last_name', 'lastName'),
  },
  email: {
    label: 'E-mail',
    description: 'E-mail address of the person. Sent trimmed and in lower case; left out when it is no address.',
    type: anything,
    category: 'identifier',
    default: trait('email'),
  },
  phone: {
    label: 'Phone',
    description:
      'Phone number of the person. Sent in international form. Left out and reported when its country is not clear.',
    type: anything,
    category: 'identifier',
    default: trait('phone'),
  },
  unique_external_id: {
    label: 'User id',
    description: 'Your own id of the person. It keeps one contact for a person whose e-mail address changes.',
    type: anything,
    category: 'identifier',
    default: firstOf('userId', 'user_id', 'traits.user_id', 'context.traits.user_id', 'properties.user_id'),
  },
  job_title: {
    label: 'Job title',
    description: 'What the person does for a living.',
    type: anything,
    category: 'data',
    default: trait('title'),
  },
  company_id: {
    label: 'Company',
    description:
      'Freshdesk’s id of the company the person belongs to, a whole number. A company by name is left out and reported.',
    type: anything,
    category: 'data',
    dynamic: true,
    // A company without id comes last: it is reported as left out.
    default: firstOf(...toPlaces('company_id', 'company.id'), ...toPlaces('company')),
  },
  mobile: {
    label: 'Mobile phone',
    description: 'A second number, treated like the phone. Not mapped unless you do.',
    type: anything,
    category: 'identifier',
  },
  twitter_id: {
    label: 'Twitter handle',
    description: 'Handle of the person on X (Twitter). Not mapped unless you do.',
    type: anything,
    category: 'identifier',
  },
  address: {
    label: 'Address',
    description:
      'A postal address as text, or as an object of street, city, state, postalCode and country. Not mapped unless you do.',
    type: anything,
    category: 'data',
  },
  description: {
    label: 'About',
    description: 'Notes on the person. An update replaces what agents wrote there, so it is not mapped unless you do.',
    type: anything,
    category: 'data',
  },
  language: {
    label: 'Language',
    description:
      'A locale such as en-GB, sent as the language Freshdesk has. Only on plans with several languages; not mapped unless you do.',
    type: anything,
    category: 'data',
  },
  time_zone: {
    label: 'Time zone',
    description: 'A time zone such as Europe/London. Only on plans with several time zones; not mapped unless you do.',
    type: anything,
    category: 'data',
  },
  tags: {
    label: 'More tags',
    description:
      'Tags beside marketing-consent, as a list or as text with commas. Added to the tags a contact has; none is ever taken away.',
    type: anything,
    category: 'data',
  },
  custom_fields: {
    label: 'Custom fields',
    description:
      'More values, by the names of the contact fields in your account. A name that the account does not have makes Freshdesk refuse the contact.',
    type: anything,
    category: 'data',
    defaultObjectUI: 'keyvalue',
    dynamic: true,
  },
  country: {
    label: 'Country of phone numbers',
    description:
      'The country of numbers without country code: the country of the address, or of the visit. The default country of the settings comes next, and the locale last.',
    type: anything,
    category: 'data',
    default: {
      address: trait('address.country'),
      location: { '@path': '$.context.location.country' },
      locale: { '@path': '$.context.locale' },
    },
  },
  consent: {
    label: 'Consent',
    description:
      'The consent of the visitor: an object such as { "marketing": true }, its JSON text, or true. Nothing is sent unless the category of the settings is granted.',
    type: anything,
    category: 'config',
    default: {
      consent: { '@path': '$.context.consent' },
      consentManagement: { '@path': '$.context.consentManagement' },
      eventConsent: { '@path': '$.consent' },
    },
  },
} satisfies Record<string, InputField>
