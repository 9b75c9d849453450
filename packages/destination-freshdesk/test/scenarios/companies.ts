import type { ScenarioTable } from './scenario'

const ADA = { name: 'Ada Moss', unique_external_id: 'usr_123', tags: ['marketing-consent'] }

export const companies = {
  about: "the company: Freshdesk's own id of it, a whole number",
  base: { traits: { name: 'Ada Moss' } },
  rows: [
    { it: 'a number', traits: { company_id: 72000990010 }, creates: { ...ADA, company_id: 72000990010 } },
    { it: 'digits in a text', traits: { company_id: '72000990010' }, creates: { ...ADA, company_id: 72000990010 } },
    { it: 'digits with spaces around them', traits: { company_id: ' 42\n' }, creates: { ...ADA, company_id: 42 } },
    { it: 'a blank is nothing', traits: { company_id: '  ' }, creates: ADA },
    { it: 'a null is nothing', traits: { company_id: null }, creates: ADA },
    {
      it: 'a name is left out',
      traits: { company_id: 'Moss & Fern Ltd' },
      creates: ADA,
      omits: { company_id: 'whole number' },
    },
    {
      it: 'a negative number is left out',
      traits: { company_id: -1 },
      creates: ADA,
      omits: { company_id: 'whole number' },
    },
    {
      it: 'a zero in a text is left out',
      traits: { company_id: '0' },
      creates: ADA,
      omits: { company_id: 'whole number' },
    },
    { it: 'a fraction is left out', traits: { company_id: 1.5 }, creates: ADA, omits: { company_id: 'whole number' } },
    {
      it: 'scientific writing is left out',
      traits: { company_id: '7e10' },
      creates: ADA,
      omits: { company_id: 'whole number' },
    },
    {
      it: 'hexadecimal writing is left out',
      traits: { company_id: '0x10' },
      creates: ADA,
      omits: { company_id: 'whole number' },
    },
    {
      it: 'digits that JSON would round to another company are left out',
      traits: { company_id: '9007199254740993' },
      creates: ADA,
      omits: { company_id: 'whole number' },
    },
    { it: 'yes is left out', traits: { company_id: true }, creates: ADA, omits: { company_id: 'whole number' } },
    {
      it: 'an object is left out',
      traits: { company_id: { id: 42 } },
      creates: ADA,
      omits: { company_id: 'whole number' },
    },
    {
      it: 'two companies are left out',
      traits: { company_id: [42, 43] },
      creates: ADA,
      omits: { company_id: 'whole number' },
    },
    {
      it: 'a company that is only a name is left out and reported',
      traits: { company: 'Moss & Fern Ltd' },
      creates: ADA,
      omits: { company_id: 'company name' },
    },
    {
      it: 'a company object without an id is left out and reported',
      traits: { company: { name: 'Moss & Fern Ltd' } },
      creates: ADA,
      omits: { company_id: 'company name' },
    },
    {
      it: 'an id in a later place goes before the name of a company',
      traits: { company: 'Moss & Fern Ltd' },
      event: { context: { traits: { company_id: 42 } } },
      creates: { ...ADA, company_id: 42 },
    },
    {
      it: 'an id of white space alone does not hide the id in a later place',
      traits: { company_id: ' \t' },
      event: { context: { traits: { company_id: 42 } } },
      creates: { ...ADA, company_id: 42 },
    },
  ],
} satisfies ScenarioTable
