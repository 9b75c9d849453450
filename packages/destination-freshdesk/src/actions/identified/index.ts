import type { ActionDefinition } from '@segment/actions-core'
import type { ContactPayload } from '../../contact'
import { upsertContact } from '../../freshdesk/upsert-contact'
import type { Settings } from '../../settings'
import { contactFields } from '../contact-fields'
import { dynamicFields } from '../dynamic-fields'
import { performOnContact } from '../perform-on'

/** Keeps the contact in step with what is known about a person. */
const identified: ActionDefinition<Settings, ContactPayload> = {
  title: 'Identified',
  description: 'Create the contact of an identified person, or update the one Freshdesk already has.',
  defaultSubscription: 'type = "identify"',
  fields: contactFields,
  dynamicFields,
  perform: performOnContact(upsertContact),
}

export default identified
