import type { GlobalSetting } from '@segment/actions-core'

/** The settings of one Freshdesk account. The framework checks their types and drops other keys. */
export interface Settings {
  domain: string
  apiKey: string
  defaultCountry?: string
  consentCategory?: string
  existingContact?: string
  unknownCustomFields?: string
  onConsentWithdrawn?: string
  deletion?: string
}

/** The form that a person fills in. The first choice of a setting is its default. */
export const settingsFields = {
  domain: {
    label: 'Freshdesk domain',
    description: 'The part of your Freshdesk address before .freshdesk.com, for example acme.',
    type: 'string',
    required: true,
  },
  apiKey: {
    label: 'API key',
    description:
      'The API key of an agent who may create and edit contacts. In Freshdesk, click your picture, then Profile settings, then View API key.',
    type: 'password',
    required: true,
  },
  defaultCountry: {
    label: 'Default country',
    description:
      'The country of phone numbers that come without one, as an ISO 3166 code of two letters. An empty setting means GB.',
    type: 'string',
    default: 'GB',
  },
  consentCategory: {
    label: 'Consent category',
    description:
      'The consent category that a visitor must grant before anything is sent. An empty setting means marketing.',
    type: 'string',
    default: 'marketing',
  },
  existingContact: {
    label: 'When a person who signs up is already a contact',
    description:
      'Leave changes nothing in the contact. Complete fills the empty fields of the contact, such as signup_method, and never changes a value.',
    type: 'string',
    choices: [
      { value: 'leave', label: 'Leave: change nothing' },
      { value: 'complete', label: 'Complete: fill the empty fields' },
    ],
    default: 'leave',
  },
  unknownCustomFields: {
    label: 'When a custom field does not exist in Freshdesk',
    description:
      'Reject sends no contact and names the missing field. Leave out sends the contact without that field and reports the field.',
    type: 'string',
    choices: [
      { value: 'reject', label: 'Reject the event' },
      { value: 'leave-out', label: 'Leave out the field' },
    ],
    default: 'reject',
  },
  onConsentWithdrawn: {
    label: 'When a person refuses the consent category',
    description:
      'Keep sends nothing. Remove tag takes the tag marketing-consent off the contact of that person and sends nothing else.',
    type: 'string',
    choices: [
      { value: 'keep', label: 'Keep the tag: send nothing' },
      { value: 'remove-tag', label: 'Remove the tag marketing-consent' },
    ],
    default: 'keep',
  },
  deletion: {
    label: 'When a person asks to be forgotten',
    description:
      'Soft delete moves the contact to the trash, where an agent can restore it. Hard delete removes the contact for good, and with it every ticket of that contact.',
    type: 'string',
    choices: [
      { value: 'soft', label: 'Soft delete: to the trash' },
      { value: 'hard', label: 'Hard delete: contact and tickets, for good' },
    ],
    default: 'soft',
  },
} satisfies Record<keyof Settings, GlobalSetting>
