import { GENERATION_2022 } from './2022'
import type { Generation } from './generation'

const { contact, company, headers } = GENERATION_2022

const ADDED = ['first_name', 'last_name', 'visitor_id', 'org_contact_id', 'other_phone_numbers']

const isGone = (header: string) => /^(?:X-Ua-Compatible|Set-Cookie)/.test(header)

/**
 * The keys of October 2024, the headers of November 2023. Where nothing was recorded it is as in
 * 2022.
 */
export const GENERATION_2024: Generation = {
  ...GENERATION_2022,
  year: 2024,
  contact: {
    changed: [...contact.changed, ...ADDED],
    viewed: [...contact.viewed, ...ADDED],
    listed: [...contact.listed, ...ADDED],
  },
  company: {
    viewed: [...company.viewed, 'org_company_id'],
    listed: [...company.listed, 'org_company_id'],
  },
  defaultFieldKeys: ['agents_can_edit', 'displayed_for_agents', 'quick_add_for_agent', 'unique'],
  headers: {
    ...headers,
    always: [...headers.always.filter(header => !isGone(header)), 'Set-Cookie: _x_w=5_2; path=/; HttpOnly; secure'],
    ofReads: headers.ofReads.slice(0, 1),
    ofWrites: headers.ofWrites.slice(0, 1),
  },
}
