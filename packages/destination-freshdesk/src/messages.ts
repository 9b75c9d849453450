/** What Freshdesk says and where an operator looks, for one kind of object. */
export interface ObjectWords {
  one: string
  many: string
  /** The page of Freshdesk on which an administrator creates fields of this kind. */
  fieldsPage: string
}

export const CONTACT: ObjectWords = { one: 'contact', many: 'contacts', fieldsPage: 'Admin, Contact Fields' }

/** One message of the destination: what happened, and what an operator does about it. */
export interface Message {
  says: string
  fix: string
}

/** The messages of results in which the destination changed nothing, by their reason. */
export const REASONS = {
  'no-consent': {
    says: 'The visitor has not granted the consent category, so nothing was sent.',
    fix: '',
  },
  'consent-form-unknown': {
    says: 'The event carries consent in a form that the destination does not know, so nothing was sent. The destination looks in context.consent, context.consentManagement and consent.',
    fix: 'Map the field Consent to an object of categories, such as { "marketing": true }.',
  },
  'consent-withdrawn': {
    says: 'The visitor refused the consent category, so the tag marketing-consent was taken off the contact. Nothing else was sent.',
    fix: '',
  },
  anonymous: {
    says: 'The event is anonymous: it has no e-mail address, no phone number and no user id. Nothing was sent.',
    fix: '',
  },
  'no-details': {
    says: 'The event has a user id and nothing that can name a contact, so nothing was sent.',
    fix: 'To send the sign-up method to a contact that exists, set existingContact to complete.',
  },
  'no-such-contact': {
    says: 'The event has a user id and nothing that can name a contact, and Freshdesk has no contact with that user id.',
    fix: 'Make sign-ups carry a name or an e-mail address.',
  },
  'already-exists': {
    says: 'Freshdesk already has this contact. This action creates contacts and changes none.',
    fix: '',
  },
  'nothing-to-write': {
    says: 'The contact in Freshdesk already has every value that the event may write.',
    fix: '',
  },
  'two-owners': {
    says: 'The identifiers of the event belong to different contacts in Freshdesk, so nothing was changed.',
    fix: 'Merge those contacts in Freshdesk.',
  },
  'held-by-agent': {
    says: 'Freshdesk has no contact under the id that it named. Most likely the id is an agent’s, and an agent cannot be a contact. Nothing was changed.',
    fix: '',
  },
  'held-by-deleted-contact': {
    says: 'The contact is deleted or marked as spam in Freshdesk, so nothing was changed.',
    fix: 'Restore the contact in Freshdesk, or delete it for good, and send the event again.',
  },
  'holder-unknown': {
    says: 'Freshdesk says that a contact already has an identifier of the event, but does not name the contact and does not find it. Nothing was changed.',
    fix: 'Search Freshdesk for the identifier, in the trash too.',
  },
  'no-user-id': {
    says: 'The request to forget a person has no user id, so the destination cannot find the contact. Nothing was deleted.',
    fix: 'If the person is a contact, delete the contact in Freshdesk by hand.',
  },
  'not-found': {
    says: 'Freshdesk has no contact with the user id. A contact that was created without a user id cannot be found in this way.',
    fix: 'If the person gave an e-mail address or a phone number alone, search Freshdesk for it and delete the contact by hand.',
  },
} as const satisfies Record<string, Message>

/**
 * The messages of settings that cannot be used. No message repeats a value: people paste keys into
 * the wrong box.
 */
export const SETTINGS = {
  notText: { says: 'Setting {label} is not text.', fix: 'Enter it as text.' },
  notAChoice: { says: 'Setting "{label}" has an unknown value.', fix: 'Choose one of {choices}.' },
  noKey: { says: 'Setting API key is empty.', fix: 'Copy it from Profile settings in Freshdesk.' },
  noDomain: {
    says: 'Setting Freshdesk domain is not valid.',
    fix: 'Enter only the part before .freshdesk.com: for https://acme.freshdesk.com that is acme.',
  },
  noCountry: {
    says: 'Setting Default country is not an ISO 3166 code of two letters, such as GB, US or DE.',
    fix: 'The United Kingdom is GB, not UK.',
  },
  noBaseUrl: {
    says: 'Setting FRESHDESK_BASE_URL in the environment is not an http or https address without user, query and fragment.',
    fix: 'Set it to an address such as http://127.0.0.1:4010, or remove it.',
  },
} as const satisfies Record<string, Message>

/** The messages of errors. `{braces}` are filled in. */
export const MESSAGES = {
  NO_IDENTIFIER: {
    says: 'The event has no identifier that Freshdesk accepts: {reasons}.',
    fix: 'Send an e-mail address, a phone number or a user id.',
  },
  REFUSED: {
    says: 'Freshdesk refused the {one} (400). {reasons}',
    fix: '',
  },
  REFUSED_WITHOUT_FIELD: {
    says: 'Freshdesk refused the {one} ({status}) without naming a field.',
    fix: 'Check the mapping of this action.',
  },
  CANNOT_CREATE: {
    says: 'The event cannot create a contact: {reasons}. Freshdesk has no contact with the identifiers of the event.',
    fix: 'Make events carry a name or an e-mail address.',
  },
  INVALID_CONTACT: {
    says: 'The event makes no contact that Freshdesk accepts: a value is missing or wrong.',
    fix: 'The message of the event names each field and its fix.',
  },
  INVALID_SETTINGS: {
    says: 'A setting of the integration cannot be used.',
    fix: 'Test the connection: the message names the setting.',
  },
  UNAUTHORIZED: {
    says: 'Freshdesk refused the API key (401): it is wrong or missing.',
    fix: 'Copy it again from Profile settings in Freshdesk, without spaces before or after it.',
  },
  FORBIDDEN: {
    says: 'Freshdesk does not let the agent of this API key manage {many} ({status}).',
    fix: 'Use the key of an agent whose role may create and edit {many}.',
  },
  NOT_FOUND: {
    says: 'Freshdesk knows no such account or address ({status}): most likely the domain is wrong.',
    fix: 'Enter only the part before .freshdesk.com, not the full URL.',
  },
  METHOD_NOT_ALLOWED: {
    says: 'Freshdesk does not allow this change ({status}). The {one} may be deleted or marked as spam.',
    fix: 'Restore the {one} in Freshdesk.',
  },
  CONFLICT: {
    says: 'Another {one} in Freshdesk already has a value that must be unique ({status}).',
    fix: 'Merge the two {many} in Freshdesk, or change one of them.',
  },
  NOT_IMPLEMENTED: {
    says: 'Freshdesk does not offer this function to this account ({status}).',
    fix: 'Check the plan of the account.',
  },
  UNEXPECTED_ANSWER: {
    says: 'Freshdesk sent a response that this destination does not know ({status}).',
    fix: 'If it lasts, check the status page of Freshdesk and the domain in the settings.',
  },
  RATE_LIMIT: {
    says: 'The rate limit of the Freshdesk account is used up (429). The delivery can be tried again {when}.',
    fix: 'If this lasts, check the limit of your Freshdesk plan.',
  },
  SERVER_ERROR: {
    says: 'Freshdesk has a problem ({status}). The delivery can be tried again.',
    fix: 'If this lasts, check the status page of Freshdesk.',
  },
  UNCONFIRMED: {
    says: 'Freshdesk answered {status} without the {one} it should hold, so nothing is confirmed. The delivery can be tried again.',
    fix: 'If this lasts, check for a proxy between this host and Freshdesk.',
  },
  OVERSIZE: {
    says: 'Freshdesk sent a response of more than 1 MB, which was not read. The delivery can be tried again.',
    fix: 'If this lasts, check for a proxy between this host and Freshdesk.',
  },
  NO_RESPONSE: {
    says: 'Freshdesk gave no answer: {cause}. The delivery can be tried again.',
    fix: 'If this lasts, check the network and the domain in the settings.',
  },
  OUT_OF_TIME: {
    says: 'Freshdesk did not answer in time ({seconds} seconds for all requests of one event). The delivery can be tried again.',
    fix: 'If this lasts, check the status page of Freshdesk.',
  },
  STOPPED: {
    says: 'The host stopped the delivery before Freshdesk answered.',
    fix: 'Deliver the event again.',
  },
  AMBIGUOUS_CONTACT: {
    says: 'Freshdesk found contacts for the user id that do not carry it, so none was deleted.',
    fix: 'Delete the contact in Freshdesk by hand.',
  },
  CONTACT_IN_SPAM: {
    says: 'The contact is marked as spam, and Freshdesk moves no such contact to the trash.',
    fix: 'Delete the contact in Freshdesk by hand, or choose hard delete in the settings.',
  },
} as const satisfies Record<string, Message>

/**
 * The advice after each field of a refused request, by Freshdesk's code. `{page}` is the page of
 * custom fields.
 */
export const ADVICE = {
  unknownCustomField:
    'This account has no {one} field {key}: create it in Freshdesk under {page}, or take it out of the mapping. The setting unknownCustomFields: leave-out sends contacts without it.',
  unknownField: 'Freshdesk takes no {key} from this account: take it out of the mapping.',
  noIdentifier: 'Make events carry a name and an e-mail address.',
  required: 'The account demands {key}: map a value to it, or make it optional under {page}.',
  wrongType: 'Map a value of that type to {key}.',
  consentTag: 'Create the tag marketing-consent in Freshdesk, or let agents create tags.',
  wrongValue: 'Check the value mapped to {key}.',
} as const

/** A message as one text, with its `{braces}` filled in. */
export const toMessage = ({ says, fix }: Message, values: Record<string, string | number> = {}) =>
  fill(fix ? `${says} ${fix}` : says, values)

export const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''))
