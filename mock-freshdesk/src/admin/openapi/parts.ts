/** The pieces that the description of the API is put together from. */

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
export const integer: Schema = { type: 'integer' }
export const boolean: Schema = { type: 'boolean' }
export const time: Schema = { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$` }
export const isoTime: Schema = { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$` }

export const nullable = (schema: Schema): Schema => ({ ...schema, type: [schema.type, 'null'] })
export const listOf = (items: Schema): Schema => ({ type: 'array', items })
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
export const between = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum })

/** An object with these keys and no others, all of them there but the optional ones. */
export function exactly(properties: Record<string, Schema>, optional: string[] = []): Schema {
  const required = Object.keys(properties).filter(name => !optional.includes(name))
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false }
}

/** An object that may hold these keys and no others. */
export const anyOfThese = (properties: Record<string, Schema>): Schema => exactly(properties, Object.keys(properties))

const json = (schema: Schema) => ({ 'application/json': { schema } })

export const answer = (description: string, schema?: Schema) => ({
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
