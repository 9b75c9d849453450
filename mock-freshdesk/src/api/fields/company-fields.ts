import { fieldsResource } from '.'

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

/** /company_fields: which keys the `custom_fields` of a company may hold, and which values its choices. */
export const companyFields = fieldsResource({
  firstId: 72_000_105_001,
  forCustomers: false,
  defaults: [
    { name: 'name', label: 'Company Name' },
    { name: 'description', label: 'Description' },
    { name: 'note', label: 'Notes' },
    { name: 'domains', label: 'Domains for this company' },
    { name: 'health_score', label: 'Health score', choices: HEALTH_SCORES },
    { name: 'account_tier', label: 'Account tier', choices: ACCOUNT_TIERS },
    { name: 'renewal_date', label: 'Renewal date' },
    { name: 'industry', label: 'Industry', choices: INDUSTRIES },
  ],
  custom: store => store.companyFields,
  forget({ companies }, name) {
    for (const company of companies.rows.values()) {
      if (!Object.hasOwn(company.custom_fields, name)) continue
      const { [name]: _, ...custom_fields } = company.custom_fields
      companies.update(company, { custom_fields })
    }
  },
})
