import type { DefaultField } from '../../generations/generation'
import { companyFieldCollection } from '../../store/collections/fields'
import { NO_BODY, type Resource } from '../route'
import { createField, deleteField, listFields, updateField, viewField } from './handlers'
import type { FieldKind } from './kind'

export const HEALTH_SCORES = ['At risk', 'Doing okay', 'Happy']
export const ACCOUNT_TIERS = ['Basic', 'Premium', 'Enterprise']
export const INDUSTRIES = `Automotive;Consumer Durables and Apparel;Diversified Consumer Services
Hotels, Restaurants and Leisure;Consumer Goods;Household Durables;Leisure Products
Textiles, Apparel and Luxury Goods;Education Services;Family Services;Specialized Consumer Services;Media
Distributors;Specialty Retail;Beverages;Food Products;Food and Staples Retailing;Personal Products;Tobacco
Gas Utilities;Banks;Capital Markets;Diversified Financial Services;Insurance;Real Estate
Health Care Equipment and Supplies;Health Care Providers and Services;Biotechnology;Pharmaceuticals
Professional Services;Aerospace and Defense;Air Freight and Logistics;Airlines;Commercial Services and Supplies
Construction and Engineering;Electrical Equipment;Industrial Conglomerates;Machinery;Marine;Road and Rail
Trading Companies and Distributors;Transportation;Internet Software and Services;IT Services;Software
Communications Equipment;Electronic Equipment, Instruments and Components
Technology Hardware, Storage and Peripherals;Building Materials;Chemicals;Containers and Packaging;Metals and Mining
Paper and Forest Products;Diversified Telecommunication Services;Wireless Telecommunication Services
Renewable Electricity;Electric Utilities;Utilities;Other`.split(/[;\n]/)

const DEFAULTS: readonly DefaultField[] = [
  { position: 1, name: 'name', label: 'Company Name' },
  { position: 2, name: 'description', label: 'Description' },
  { position: 3, name: 'note', label: 'Notes' },
  { position: 4, name: 'domains', label: 'Domains for this company' },
  { position: 5, name: 'health_score', label: 'Health score', choices: HEALTH_SCORES },
  { position: 6, name: 'account_tier', label: 'Account tier', choices: ACCOUNT_TIERS },
  { position: 7, name: 'renewal_date', label: 'Renewal date' },
  { position: 8, name: 'industry', label: 'Industry', choices: INDUSTRIES },
]

/**
 * /company_fields: which keys the `custom_fields` of a company may hold, and which values its
 * choices.
 */
const COMPANY_FIELDS: FieldKind = {
  firstId: 72_000_105_001,
  forCustomers: false,
  defaults: () => DEFAULTS,
  defaultKeys: () => [],
  custom: store => store.companyFields,
  forget({ companies }, name) {
    for (const company of companies.rows.values()) {
      if (!Object.hasOwn(company.custom_fields, name)) continue
      const { [name]: _, ...custom_fields } = company.custom_fields
      companies.update(company, { custom_fields })
    }
  },
}

/** Everything that serves company fields. */
export const companyFields: Resource = {
  collection: companyFieldCollection,
  schemas: () => require('./schemas'),
  routes: {
    'GET /api/v2/company_fields': {
      summary: 'List the fields of companies by position',
      responses: { 200: { listOf: 'Field' } },
      handle: call => listFields(COMPANY_FIELDS, call),
    },
    'POST /api/v2/company_fields': {
      summary: 'Create a custom field of companies',
      body: 'FieldToWrite',
      responses: { 201: 'Field', 409: 'RefusedRequest' },
      handle: call => createField(COMPANY_FIELDS, call),
    },
    'GET /api/v2/company_fields/:id': {
      summary: 'View a field of companies',
      responses: { 200: 'Field' },
      handle: call => viewField(COMPANY_FIELDS, call),
    },
    'PUT /api/v2/company_fields/:id': {
      summary: 'Update a custom field of companies',
      body: 'FieldToWrite',
      responses: { 200: 'Field', 409: 'RefusedRequest' },
      handle: call => updateField(COMPANY_FIELDS, call),
    },
    'DELETE /api/v2/company_fields/:id': {
      summary: 'Delete a custom field of companies and its values',
      responses: { 204: NO_BODY },
      handle: call => deleteField(COMPANY_FIELDS, call),
    },
  },
}
