import { contactFieldCollection } from '../../store/collections/fields'
import { NO_BODY, type Resource } from '../route'
import { createField, deleteField, listFields, updateField, viewField } from './handlers'
import type { FieldKind } from './kind'

/**
 * The keys that `custom_fields` may hold. The names of the others differ from a contact's keys here
 * and there: tag_names is tags, company_name is company_id, client_manager is view_all_tickets.
 */
const CONTACT_FIELDS: FieldKind = {
  firstId: 72_000_100_001,
  forCustomers: true,
  defaults: generation => generation.contactFields,
  defaultKeys: generation => generation.defaultFieldKeys,
  custom: store => store.contactFields,
  forget({ contacts }, name) {
    for (const contact of contacts.rows.values()) {
      if (!Object.hasOwn(contact.custom_fields, name)) continue
      const { [name]: _, ...custom_fields } = contact.custom_fields
      contacts.update(contact, { custom_fields })
    }
  },
}

/** Everything that serves contact fields. */
export const contactFields: Resource = {
  collection: contactFieldCollection,
  schemas: () => require('./schemas'),
  routes: {
    'GET /api/v2/contact_fields': {
      summary: 'List the fields of contacts by position',
      responses: { 200: { listOf: 'Field' } },
      handle: call => listFields(CONTACT_FIELDS, call),
    },
    'POST /api/v2/contact_fields': {
      summary: 'Create a custom field of contacts',
      body: 'FieldToWrite',
      responses: { 201: 'Field', 409: 'RefusedRequest' },
      handle: call => createField(CONTACT_FIELDS, call),
    },
    'GET /api/v2/contact_fields/:id': {
      summary: 'View a field of contacts',
      responses: { 200: 'Field' },
      handle: call => viewField(CONTACT_FIELDS, call),
    },
    'PUT /api/v2/contact_fields/:id': {
      summary: 'Update a custom field of contacts',
      body: 'FieldToWrite',
      responses: { 200: 'Field', 409: 'RefusedRequest' },
      handle: call => updateField(CONTACT_FIELDS, call),
    },
    'DELETE /api/v2/contact_fields/:id': {
      summary: 'Delete a custom field of contacts and its values',
      responses: { 204: NO_BODY },
      handle: call => deleteField(CONTACT_FIELDS, call),
    },
  },
}
