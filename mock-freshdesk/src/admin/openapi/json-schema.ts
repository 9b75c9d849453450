import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { VALUES } from '../../validation/schemas'
import type { Schema } from './parts'

type ValibotSchema = v.GenericSchema<unknown, unknown>
export type Definitions = Readonly<Record<string, ValibotSchema>>

const CONFIG: ConversionConfig = {
  target: 'draft-2020-12',
  // Of a schema that reads one form and gives another, the last form is the one that clients send.
  typeMode: 'output',
  // Checks beyond JSON Schema are left out.
  errorMode: 'ignore',
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
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

/** The named schemas as the components of the description. A schema that uses another one refers to it. */
export const toComponents = (definitions: Definitions) =>
  toJsonSchemaDefs(definitions as Record<string, v.GenericSchema>, CONFIG) as Record<string, Schema>
