import type { Destination, Integration, Subscription } from '../../api/types'

const path = (text: string) => ({ '@path': text })

const SUBSCRIPTIONS: Subscription[] = [
  {
    partnerAction: 'identified',
    subscribe: 'type = "identify"',
    mapping: {
      email: { firstOf: [path('$.traits.email'), path('$.properties.email')] },
      job_title: path('$.traits.title'),
    },
  },
]

/** A destination with one action, small enough to read. */
export const destination: Destination = {
  slug: 'freshdesk',
  name: 'Freshdesk',
  description: 'Turn identified people into Freshdesk contacts.',
  settings: [
    { key: 'domain', label: 'Freshdesk domain', description: '', type: 'string', required: true, secret: false },
    { key: 'apiKey', label: 'API key', description: '', type: 'password', required: true, secret: true },
    {
      key: 'existingContact',
      label: 'Existing contact',
      description: '',
      type: 'string',
      required: false,
      secret: false,
      default: 'leave',
      choices: [
        { value: 'leave', label: 'Leave: change nothing' },
        { value: 'complete', label: 'Complete: fill the empty fields' },
      ],
    },
  ],
  actions: [
    {
      slug: 'identified',
      title: 'Identified',
      description: 'Create the contact, or update it.',
      default_subscription: 'type = "identify"',
      fields: ['email', 'job_title', 'company_id'].map((key, index) => ({
        key,
        label: ['E-mail', 'Job title', 'Company'][index] ?? key,
        description: '',
        type: 'string',
        required: false,
        multiple: false,
        default: null,
      })),
    },
  ],
  presets: [{ name: 'Default', subscriptions: SUBSCRIPTIONS }],
}

export const integration: Integration = {
  name: 'support',
  destination: 'freshdesk',
  sources: ['web'],
  settings: { domain: 'acme' },
  secrets: { apiKey: { is_set: true } },
  subscriptions: SUBSCRIPTIONS,
  is_preset: true,
  consent: ['marketing'],
  rate: null,
  share: 0.5,
  enabled: true,
  paused: false,
  managed_by: 'file',
  revision: 7,
  delivering: true,
  paused_until: null,
  pause_reason: null,
  waiting: 0,
  oldest_waiting: null,
  rate_limit: { limit_per_minute: null, used_last_minute: 0 },
}
