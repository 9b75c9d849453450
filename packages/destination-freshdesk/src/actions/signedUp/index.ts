import type { ActionDefinition, InputField } from '@segment/actions-core'
import type { ContactPayload } from '../../contact'
import { createContact } from '../../freshdesk/create-contact'
import type { Settings } from '../../settings'
import { contactFields } from '../contact-fields'
import { dynamicFields } from '../dynamic-fields'
import { performOnContact } from '../perform-on'

const fields = {
  ...contactFields,
  signup_method: {
    label: 'Sign-up method',
    description:
      'How the person signed up, for example email or google. Sent as the custom field signup_method, which your account must have.',
    type: contactFields.name.type,
    category: 'data',
    default: { '@path': '$.properties.method' },
  },
} satisfies Record<string, InputField>

/** Makes a contact of a person who signs up. */
const signedUp: ActionDefinition<Settings, ContactPayload> = {
  title: 'Signed Up',
  description: 'Create a contact when a person signs up. A contact that Freshdesk already has stays as it is.',
  defaultSubscription: 'type = "track" and event = "Signed Up"',
  fields,
  dynamicFields,
  perform: performOnContact(createContact),
}

export default signedUp
