/** The pieces of an OpenAPI description. */

export type Schema = Record<string, unknown>

export interface Operation {
  summary: string
  tags: string[]
  security?: object[]
  parameters?: object[]
  requestBody?: object
  responses: Record<string, object>
}

/** Operations by method, in lower case. */
export type PathItem = Record<string, Operation>

export const string: Schema = { type: 'string' }
export const listOf = (items: Schema): Schema => ({ type: 'array', items })
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

const json = (schema: Schema) => ({ 'application/json': { schema } })

export const response = (description: string, schema?: Schema) => ({
  description,
  ...(schema && { content: json(schema) }),
})

export const body = (schema: Schema, required = true) => ({ required, content: json(schema) })

export const inQuery = (name: string, schema: Schema, description?: string) => ({
  name,
  in: 'query',
  schema,
  ...(description && { description }),
})

export const inPath = (name: string, schema: Schema) => ({ name, in: 'path', required: true, schema })
