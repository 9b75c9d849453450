import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { VALUES } from '../../validation/schemas'
import { ref, type Schema } from './parts'

export type ValibotSchema = v.GenericSchema<unknown, unknown>
export type Definitions = Readonly<Record<string, ValibotSchema>>

const CONFIG: ConversionConfig = {
  target: 'draft-2020-12',
  // A schema that reads one form and returns another is described by the form it returns: clients
  // may send it.
  typeMode: 'output',
  // Checks that JSON Schema does not have are left out.
  errorMode: 'ignore',
  overrideRef: ({ referenceId }) => ref(referenceId).$ref as string,
  overrideAction({ valibotAction, jsonSchema }) {
    const values = valibotAction.type === 'metadata' && (valibotAction as MetadataAction).metadata[VALUES]
    return values ? { ...jsonSchema, type: 'object', additionalProperties: convert(values) } : undefined
  },
}

type MetadataAction = v.MetadataAction<unknown, { [VALUES]?: ValibotSchema }>

function convert(schema: ValibotSchema) {
  const { $schema: _, ...converted } = toJsonSchema(schema as v.GenericSchema, CONFIG)
  return converted
}

/**
 * Converts valibot schemas to JSON Schema. A schema that uses a named one refers to it.
 *
 * @param named The components of the description.
 * @param inline The other schemas, which are written where they are used.
 */
export function toJsonSchemas(named: Definitions, inline: Iterable<ValibotSchema>) {
  const all: Record<string, v.GenericSchema> = { ...(named as Record<string, v.GenericSchema>) }
  const names = new Map(Object.entries(named).map(([name, schema]) => [schema, name]))
  const places = new Map<ValibotSchema, string>()
  for (const schema of inline) {
    if (names.has(schema) || places.has(schema)) continue
    places.set(schema, `inline ${places.size}`)
    // A copy, so that no other schema refers to it.
    all[`inline ${places.size - 1}`] = { ...(schema as v.GenericSchema) }
  }
  const converted = toJsonSchemaDefs(all, CONFIG) as Record<string, Schema>
  return {
    components: Object.fromEntries(Object.keys(named).map(name => [name, converted[name] as Schema])),
    /** The JSON Schema of one of the schemas above, or a reference to it. */
    of(schema: ValibotSchema): Schema {
      const name = names.get(schema)
      return name ? ref(name) : (converted[places.get(schema) ?? ''] as Schema)
    },
  }
}
