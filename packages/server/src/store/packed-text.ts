import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** The start of a packed text. A text of JSON never starts so. */
const PREFIX = 'z1:'

/**
 * The text that most details share: what the dictionary holds costs a detail two or three bytes.
 * Never change it: packed details of the store could no longer be read. A better dictionary needs a
 * new prefix.
 */
const DICTIONARY = Buffer.from(
  [
    '{"payload":{"name":{"firstOf":["',
    '"first_name":{"firstOf":[null,null,null,null,null,null]},"last_name":{"firstOf":[null,null,null,null,null,null]},',
    '"email":{"firstOf":["@example.com",null,null]},"phone":{"firstOf":[null,null,null]},',
    '"unique_external_id":{"firstOf":["",null,null,null,null]},"job_title":{"firstOf":["",null,null]},',
    '"company_id":{"firstOf":[null,null,null,null,null,null,null,null,null]},"country":{"address":{"firstOf":[null,null,null]}},',
    '"signup_method":{"firstOf":["email"',
    '"consent":{"consent":{"marketing":true,"analytics":true,"functional":true,"advertising":true,"categoryPreferences":{}}},',
    '"calls":[{"method":"PUT","url":"https://.freshdesk.com/api/v2/contacts/?email=&unique_external_id=',
    '{"description":"Validation failed","errors":[{"field":"email","message":"It should be a unique value","code":"duplicate_value"',
    '"additional_info":{"user_id":"invalid_value","status":409,"status":400,"status":429,"status":200,',
    '"calls":[{"method":"POST","url":"http://127.0.0.1:/api/v2/contacts","body":{"name":"","email":"@example.com","phone":"+44',
    '","unique_external_id":"usr_","job_title":"","tags":["marketing-consent"],"custom_fields":{"signup_method":"email"}},',
    '"status":201,"response":"{\\"active\\":false,\\"address\\":null,\\"deleted\\":false,\\"description\\":null,\\"email\\":\\"',
    '\\",\\"id\\":72009990,\\"job_title\\":\\"\\",\\"language\\":\\"en\\",\\"mobile\\":null,\\"name\\":\\"\\",\\"phone\\":null,',
    '\\"time_zone\\":\\"UTC\\",\\"twitter_id\\":null,\\"custom_fields\\":{\\"signup_method\\":null},',
    '\\"tags\\":[\\"marketing-consent\\"],\\"lists\\":[],\\"other_emails\\":[],\\"facebook_id\\":null,\\"created_at\\":\\"2026-',
    'T00:00:00Z\\",\\"updated_at\\":\\"2026-T00:00:00Z\\",\\"csat_rating\\":null,\\"preferred_source\\":null,',
    '\\"contact_type\\":\\"contact\\",\\"first_seen\\":null,\\"last_seen\\":null,\\"company_id\\":null,',
    '\\"view_all_tickets\\":null,\\"other_companies\\":[],\\"unique_external_id\\":\\"\\",\\"avatar\\":null,',
    '\\"first_name\\":\\"\\",\\"last_name\\":\\"\\",\\"visitor_id\\":\\"\\",\\"org_contact_id\\":,\\"org_contact_id_str\\":\\"\\",',
    '\\"other_phone_numbers\\":[],\\"social_handler\\":[],\\"guest_name\\":null,\\"guest_profile_pic\\":null}",',
    '"milliseconds":}],"omitted":[{"field":"","reason":"',
  ].join(''),
)

/**
 * Packs a text of JSON to about a quarter, for a column of type text.
 *
 * @example packText('{"payload":null,"calls":[]}') // "z1:" and base64
 */
export function packText(text: string): string {
  const packed = deflateRawSync(text, { dictionary: DICTIONARY, memLevel: 9 })
  return PREFIX + packed.toString('base64')
}

/** Returns the text as it was before {@link packText}. A text that is not packed stays as it is. */
export function unpackText(text: string): string {
  if (!text.startsWith(PREFIX)) return text
  return inflateRawSync(Buffer.from(text.slice(PREFIX.length), 'base64'), { dictionary: DICTIONARY }).toString()
}
