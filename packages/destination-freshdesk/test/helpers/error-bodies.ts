/** The body of a 409: the fields that are taken, each with the id of the contact that holds it. */
export const taken = (...holders: [field: string, id?: number][]) => ({
  description: 'Validation failed',
  errors: holders.map(([field, id]) => ({
    field,
    ...(id !== undefined && { additional_info: { user_id: id } }),
    message: 'It should be a unique value',
    code: 'duplicate_value',
  })),
})

/** The body of a 400: the fields that Freshdesk refuses, and why. */
export const refused = (...errors: [field: string, message: string, code: string][]) => ({
  description: 'Validation failed',
  errors: errors.map(([field, message, code]) => ({ field, message, code })),
})
