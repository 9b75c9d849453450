import type { DefaultField, Generation } from './generation'
import { LOCALES_2026 } from './locales'

const CHANGED = `active address deleted description email id job_title language mobile name phone time_zone twitter_id
  custom_fields tags lists other_emails facebook_id created_at updated_at csat_rating preferred_source contact_type
  first_seen last_seen company_id view_all_tickets other_companies unique_external_id avatar first_name last_name
  visitor_id org_contact_id org_contact_id_str other_phone_numbers social_handler guest_name
  guest_profile_pic`.split(/\s+/)

const VIEWED = CHANGED.filter(key => key !== 'deleted').flatMap(key =>
  key === 'last_seen' ? [key, 'ip_address'] : key === 'org_contact_id_str' ? [key, 'devices'] : [key],
)

const NOT_LISTED = ['tags', 'lists', 'other_emails', 'view_all_tickets', 'avatar', 'devices']

const COMPANY =
  `id name description note domains custom_fields created_at updated_at health_score account_tier renewal_date
  industry org_company_id org_company_id_str`.split(/\s+/)

const LISTED_COMPANY = `id name description note domains created_at updated_at custom_fields health_score account_tier
  renewal_date industry org_company_id`.split(/\s+/)

const field = (position: number, name: string, label: string, more: Partial<DefaultField> = {}): DefaultField => ({
  name,
  label,
  position,
  ...more,
  on: ['customers_can_edit', 'displayed_for_customers', 'agents_can_edit', 'displayed_for_agents', ...(more.on ?? [])],
})

/** Recorded on 19 August 2026, on a trial account. */
export const GENERATION_2026: Generation = {
  year: 2026,
  contact: { changed: CHANGED, viewed: VIEWED, listed: VIEWED.filter(key => !NOT_LISTED.includes(key)) },
  company: { viewed: COMPANY, listed: LISTED_COMPANY },
  names: { cutAt: 'last space', noLastName: '', sortedBy: 'first name' },
  timeZone: 'UTC',
  locales: LOCALES_2026,
  // Recorded two positions further down, behind two custom fields.
  contactFields: [
    field(1, 'name', 'Full name', { on: ['quick_add_for_agent', 'editable_in_signup', 'required_for_customers'] }),
    field(2, 'job_title', 'Title'),
    field(3, 'email', 'Email', { on: ['unique', 'editable_in_signup'] }),
    field(4, 'mobile', 'Mobile phone', { on: ['unique'] }),
    field(5, 'phone', 'Work phone'),
    field(6, 'other_phone_numbers', 'Other phone numbers'),
    field(8, 'company_name', 'Company', { on: ['quick_add_for_agent'] }),
    field(9, 'address', 'Address'),
    field(10, 'time_zone', 'Time zone', { choices: 'time zones' }),
    field(11, 'language', 'Language', { choices: 'languages' }),
    field(12, 'tag_names', 'Tags'),
    field(13, 'description', 'About'),
    field(15, 'unique_external_id', 'Unique external ID', { on: ['unique'] }),
    field(45, 'social_handler', 'Social handler', { on: ['unique'], choices: ['facebook', 'instagram', 'twitter'] }),
    field(58, 'list_ids', 'Lists', { type: 'default_lists' }),
  ],
  defaultFieldKeys: ['agents_can_edit', 'displayed_for_agents', 'quick_add_for_agent', 'unique'],
  headers: {
    always: [
      'Cache-Control: no-store',
      'Pragma: no-cache',
      'Expires: Wed, 13 Oct 2010 00:00:00 UTC',
      'X-Freshdesk-Api-Version: latest=v2; requested=v2',
      'X-Xss-Protection: 1; mode=block',
      'X-Content-Type-Options: nosniff',
      'X-Envoy-Upstream-Service-Time: 1',
      'X-Server-Processing-Time-Ms: 1',
      'Set-Cookie: _x_w=47_1; path=/; HttpOnly; secure',
      'Set-Cookie: _x_m=x_c; path=/; HttpOnly; secure',
      'Set-Cookie: __cf_bm=mock; path=/; Max-Age=1800; HttpOnly; Secure',
      'Cf-Ray: 0000000000000000-LHR',
      'Cf-Cache-Status: DYNAMIC',
      'Server: cloudflare',
    ],
    ofReads: [],
    ofWrites: [],
    of200: ['Vary: accept-encoding'],
    decimalLimits: true,
    requestIdVersion: '9',
  },
  trialContacts: null,
}
