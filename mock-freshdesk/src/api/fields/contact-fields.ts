import { LANGUAGE_NAMES, ZONE_LABELS } from '../locales'
import { fieldsResource } from '.'

/**
 * /contact_fields: which keys `custom_fields` may hold. The names of the others differ from a contact's keys here and
 * there: tag_names is tags, company_name is company_id, client_manager is view_all_tickets.
 */
export const contactFields = fieldsResource({
  firstId: 72_000_100_001,
  forCustomers: true,
  defaults: [
    { name: 'name', label: 'Full name' },
    { name: 'job_title', label: 'Title' },
    { name: 'email', label: 'Email' },
    { name: 'phone', label: 'Work phone' },
    { name: 'mobile', label: 'Mobile phone' },
    { name: 'twitter_id', label: 'Twitter' },
    { name: 'company_name', label: 'Company' },
    { name: 'client_manager', label: 'Can see all tickets from this company' },
    { name: 'address', label: 'Address' },
    { name: 'time_zone', label: 'Time zone', choices: ZONE_LABELS },
    { name: 'language', label: 'Language', choices: LANGUAGE_NAMES },
    { name: 'tag_names', label: 'Tags' },
    { name: 'description', label: 'About' },
    { name: 'unique_external_id', label: 'Unique external ID' },
    { name: 'twitter_profile_status', label: 'Twitter Verified Profile' },
    { name: 'twitter_followers_count', label: 'Twitter Follower Count' },
  ],
  custom: store => store.contactFields,
  forget({ contacts }, name) {
    for (const contact of contacts.rows.values()) {
      if (!Object.hasOwn(contact.custom_fields, name)) continue
      const { [name]: _, ...custom_fields } = contact.custom_fields
      contacts.update(contact, { custom_fields })
    }
  },
})
