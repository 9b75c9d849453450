import {
  answer,
  body,
  boolean,
  inPath,
  inQuery,
  integer,
  listOf,
  type Operation,
  type PathItem,
  ref,
  type Schema,
  string,
} from './parts'

const id = inPath('id', { type: 'integer', minimum: 0 })

const paging = [
  inQuery('page', { type: 'integer', minimum: 1, default: 1 }),
  inQuery('per_page', { type: 'integer', minimum: 1, maximum: 100, default: 30 }),
]
const since = [inQuery('updated_since', string), inQuery('_updated_since', string, 'An older spelling.')]

const header = (description: string, schema: Schema) => ({ description, schema })

/** What any request may be answered. */
const always = {
  401: answer('The key is missing or wrong.', ref('FlatError')),
  406: answer('The client accepts no JSON. No body.'),
  429: {
    ...answer('The rate-limit window is used up.', ref('FlatError')),
    headers: { 'Retry-After': header('Seconds until the window ends.', { type: 'integer', minimum: 0 }) },
  },
  500: answer('On demand only: by a fault.', ref('FlatError')),
}
const refused = {
  400: answer('Something in the request is wrong.', { anyOf: [ref('ValidationError'), ref('FlatError')] }),
}
const notInTrash = {
  400: {
    description: 'It is not in the trash: no body. Or a parameter is unknown.',
    content: {
      'application/json': { schema: ref('ValidationError') },
      'text/html': { schema: { type: 'string', maxLength: 0 } },
    },
  },
}
const notFound = { 404: answer('There is none of this id. No body.') }
const forbidden = { 403: answer('The key belongs to an agent who may only read.', ref('FlatError')) }
const conflict = {
  409: answer('A value is taken; additional_info names the holder.', {
    anyOf: [ref('ValidationError'), ref('FlatError')],
  }),
}
const notAllowed = { 405: answer('Not with this method, or not in this state.', ref('MethodError')) }
const wrongType = { 415: answer('The body does not say that it is JSON.', ref('FlatError')) }
const noContent = { 204: answer('Done. No body.') }

interface Told {
  parameters?: object[]
  sent?: Schema
  bodyOptional?: boolean
  responses: Operation['responses']
}

const operation = (tag: string, summary: string, { parameters, sent, bodyOptional, responses }: Told): Operation => ({
  summary,
  tags: [tag],
  security: [{ apiKey: [] }],
  ...(parameters && { parameters }),
  ...(sent && { requestBody: body(sent, !bodyOptional) }),
  responses: { ...responses, ...(sent && wrongType), ...notAllowed, ...always },
})

const found = (schema: Schema) => ({ 200: answer('Found.', schema) })
const page = (schema: Schema) => ({
  200: {
    ...answer('A page of them.', listOf(schema)),
    headers: { Link: header('Leads to the next page, while there is one.', string) },
  },
})
const made = (schema: Schema) => ({
  201: { ...answer('Made.', schema), headers: { Location: header('Where it is.', string) } },
})
const changed = (schema: Schema) => ({ 200: answer('Changed.', schema) })

const fields = (tag: string): Record<string, PathItem> => ({
  '': {
    get: operation(tag, 'List the fields by position', { responses: found(listOf(ref('Field'))) }),
    post: operation(tag, 'Create a custom field', {
      sent: ref('FieldToWrite'),
      responses: { ...made(ref('Field')), ...refused, ...forbidden, ...conflict },
    }),
  },
  '/{id}': {
    get: operation(tag, 'View a field', { parameters: [id], responses: { ...found(ref('Field')), ...notFound } }),
    put: operation(tag, 'Change a custom field', {
      parameters: [id],
      sent: ref('FieldToWrite'),
      responses: { ...changed(ref('Field')), ...refused, ...forbidden, ...notFound, ...conflict },
    }),
    delete: operation(tag, 'Delete a custom field, and its values', {
      parameters: [id],
      responses: { ...noContent, ...forbidden, ...notFound },
    }),
  },
})

const under = (path: string, items: Record<string, PathItem>) =>
  Object.fromEntries(Object.entries(items).map(([below, item]) => [path + below, item]))

/** What the mock serves of the Freshdesk REST API v2. */
export const apiV2Paths: Record<string, PathItem> = {
  '/api/v2/contacts': {
    get: operation('contacts', 'List contacts by name', {
      parameters: [
        ...paging,
        ...since,
        ...['email', 'mobile', 'phone', 'unique_external_id'].map(name => inQuery(name, string)),
        inQuery('company_id', integer),
        inQuery('state', { enum: ['verified', 'unverified', 'blocked', 'deleted', 'all'] }),
        inQuery('contact_type', string),
      ],
      responses: { ...page(ref('ListedContact')), ...refused },
    }),
    post: operation('contacts', 'Create a contact', {
      sent: ref('ContactToWrite'),
      responses: { ...made(ref('ChangedContact')), ...refused, ...forbidden, ...conflict },
    }),
  },
  '/api/v2/contacts/autocomplete': {
    get: operation('contacts', 'Contacts with a word that begins so', {
      parameters: [inQuery('term', string)],
      responses: { ...found(listOf(ref('IdAndName'))), ...refused },
    }),
  },
  '/api/v2/contacts/merge': {
    post: operation('contacts', 'Merge contacts into one', {
      sent: ref('ContactsToMerge'),
      responses: { ...noContent, ...refused, ...forbidden, ...conflict },
    }),
  },
  '/api/v2/contacts/{id}': {
    get: operation('contacts', 'View a contact', {
      parameters: [id],
      responses: { ...found(ref('Contact')), ...refused, ...notFound },
    }),
    put: operation('contacts', 'Update a contact: what is not named stays', {
      parameters: [id],
      sent: ref('ContactToWrite'),
      responses: { ...changed(ref('ChangedContact')), ...refused, ...forbidden, ...notFound, ...conflict },
    }),
    delete: operation('contacts', 'Put a contact into the trash', {
      parameters: [id],
      responses: { ...noContent, ...forbidden, ...notFound },
    }),
  },
  '/api/v2/contacts/{id}/hard_delete': {
    delete: operation('contacts', 'Delete a contact for good', {
      parameters: [id, inQuery('force', boolean, 'Also one that is not in the trash.')],
      responses: { ...noContent, ...notInTrash, ...forbidden, ...notFound },
    }),
  },
  '/api/v2/contacts/{id}/restore': {
    put: operation('contacts', 'Take a contact out of the trash', {
      parameters: [id],
      responses: { ...noContent, ...refused, ...forbidden, ...notFound },
    }),
  },
  '/api/v2/contacts/{id}/send_invite': {
    put: operation('contacts', 'Invite a contact; no letter is sent', {
      parameters: [id],
      responses: { ...noContent, ...refused, ...forbidden, ...notFound, ...conflict },
    }),
  },
  '/api/v2/contacts/{id}/make_agent': {
    put: operation('contacts', 'Turn a contact into an agent', {
      parameters: [id],
      sent: ref('AgentToMake'),
      bodyOptional: true,
      responses: { ...changed(ref('MadeAgent')), ...refused, ...forbidden, ...notFound, ...conflict },
    }),
  },
  '/api/v2/search/contacts': {
    get: operation('contacts', 'Search contacts by a query', {
      parameters: [
        inQuery('query', string, `In double quotes: "email:'ada.moss@example.com' AND active:true"`),
        inQuery('page', { type: 'integer', minimum: 1, maximum: 10 }),
      ],
      responses: { ...found(ref('ContactsFound')), ...refused },
    }),
  },
  '/api/v2/companies': {
    get: operation('companies', 'List companies by name', {
      parameters: [...paging, ...since],
      responses: { ...page(ref('ListedCompany')), ...refused },
    }),
    post: operation('companies', 'Create a company', {
      sent: ref('CompanyToWrite'),
      responses: { ...made(ref('Company')), ...refused, ...forbidden, ...conflict },
    }),
  },
  '/api/v2/companies/autocomplete': {
    get: operation('companies', 'Companies that share the beginning of a word', {
      parameters: [inQuery('name', string)],
      responses: { ...found(ref('CompanyNames')), ...refused },
    }),
  },
  '/api/v2/companies/{id}': {
    get: operation('companies', 'View a company', {
      parameters: [id],
      responses: { ...found(ref('Company')), ...refused, ...notFound },
    }),
    put: operation('companies', 'Update a company: what is not named stays', {
      parameters: [id],
      sent: ref('CompanyToWrite'),
      responses: { ...changed(ref('Company')), ...refused, ...forbidden, ...notFound, ...conflict },
    }),
    delete: operation('companies', 'Delete a company; its contacts stay', {
      parameters: [id],
      responses: { ...noContent, ...forbidden, ...notFound },
    }),
  },
  ...under('/api/v2/contact_fields', fields('contact fields')),
  ...under('/api/v2/company_fields', fields('company fields')),
  '/api/v2/agents/me': {
    get: operation('agents', 'The agent whose key it is', { responses: found(ref('Agent')) }),
  },
}
