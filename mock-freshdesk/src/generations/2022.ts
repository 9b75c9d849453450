import type { DefaultField, Generation } from './generation'
import { LOCALES } from './locales'

const CHANGED = `active address deleted description email id job_title language mobile name phone time_zone twitter_id
  custom_fields tags other_emails facebook_id created_at updated_at csat_rating preferred_source company_id
  view_all_tickets other_companies unique_external_id avatar`.split(/\s+/)

const VIEWED = CHANGED.filter(key => key !== 'deleted')
const LISTED = VIEWED.filter(key => !['tags', 'other_emails', 'view_all_tickets', 'avatar'].includes(key))

const COMPANY =
  `id name description note domains custom_fields created_at updated_at health_score account_tier renewal_date
  industry`.split(/\s+/)

const LISTED_COMPANY = `id name description note domains created_at updated_at custom_fields health_score account_tier
  renewal_date industry`.split(/\s+/)

const field = (position: number, name: string, label: string, more: Partial<DefaultField> = {}): DefaultField => ({
  name,
  label,
  position,
  on: ['customers_can_edit', 'displayed_for_customers', ...(name === 'name' ? ['required_for_agents'] : [])],
  ...more,
})

/** Recorded on 27 February 2022. */
export const GENERATION_2022: Generation = {
  year: 2022,
  contact: { changed: CHANGED, viewed: VIEWED, listed: LISTED },
  company: { viewed: COMPANY, listed: LISTED_COMPANY },
  names: { cutAt: 'first space', noLastName: null, sortedBy: 'name' },
  timeZone: 'Eastern Time (US & Canada)',
  locales: LOCALES,
  contactFields: [
    field(1, 'name', 'Full name'),
    field(2, 'job_title', 'Title'),
    field(3, 'email', 'Email'),
    field(4, 'phone', 'Work phone'),
    field(5, 'mobile', 'Mobile phone'),
    field(6, 'twitter_id', 'Twitter'),
    field(7, 'company_name', 'Company'),
    field(8, 'client_manager', 'Can see all tickets from this company'),
    field(9, 'address', 'Address'),
    field(10, 'time_zone', 'Time zone', { choices: 'time zones' }),
    field(11, 'language', 'Language', { choices: 'languages' }),
    field(12, 'tag_names', 'Tags'),
    field(13, 'description', 'About'),
    field(14, 'unique_external_id', 'Unique external ID'),
    field(15, 'twitter_profile_status', 'Twitter Verified Profile'),
    field(16, 'twitter_followers_count', 'Twitter Follower Count'),
  ],
  defaultFieldKeys: [],
  headers: {
    always: [
      'Pragma: no-cache',
      'Expires: Wed, 13 Oct 2010 00:00:00 UTC',
      'X-Freshdesk-Api-Version: latest=v2; requested=v2',
      'X-Xss-Protection: 1; mode=block',
      'X-Ua-Compatible: IE=Edge,chrome=1',
      'X-Content-Type-Options: nosniff',
      'X-Envoy-Upstream-Service-Time: 1',
      'Set-Cookie: _x_w=43_1; path=/; HttpOnly; secure',
      'Set-Cookie: _x_m=x_c; path=/; HttpOnly; secure',
      'Server: fwe',
    ],
    ofReads: ['Cache-Control: must-revalidate, no-cache, no-store, private, max-age=0', 'X-Rack-Cache: miss'],
    ofWrites: ['Cache-Control: no-cache, no-store, max-age=0, must-revalidate', 'X-Rack-Cache: invalidate, pass'],
    of200: [],
    decimalLimits: false,
    requestIdVersion: '4',
  },
  trialContacts: 20,
}
