import { type DestinationDefinition, defaultValues } from '@segment/actions-core'
import identified from './actions/identified'
import signedUp from './actions/signedUp'
import { createFreshdeskClient } from './freshdesk/client'
import { deleteContact, unknownDeletion } from './freshdesk/delete-contact'
import { normalizeIdentifier } from './normalize/text'
import { parseSettings } from './parse-settings'
import { type Settings, settingsFields } from './settings'

export { type ContactExplanation, explainContact } from './actions/explain-contact'
export { type Explanation, explainReason, splitMessage } from './explain-reason'
export { type AccountCheck, checkAccount, type MappedCustomField } from './freshdesk/check-account'
export { findMappedFields } from './freshdesk/mapped-fields'
export type { Result } from './freshdesk/result'
export { parseSettings, type ResolvedSettings, toContactUrl } from './parse-settings'
export type { Settings } from './settings'

/** The actions by their slugs: an action is one folder and one word here. */
const actions = { signedUp, identified }

/** Identified events become Freshdesk contacts, server to server, by the REST API v2. */
const destination: DestinationDefinition<Settings> = {
  // The framework makes a URI of the name: a space in it would break every event.
  name: 'Freshdesk',
  slug: 'actions-freshdesk',
  mode: 'cloud',
  description: 'Turn identified people into Freshdesk contacts, once they have consented.',
  authentication: {
    scheme: 'custom',
    fields: settingsFields,
    /**
     * Reads the agent of the key, which every agent may. The framework turns each error into
     * "Credentials are invalid: ...".
     */
    testAuthentication: async (request, { settings }) => {
      const client = createFreshdeskClient(request, parseSettings(settings))
      const response = await client.viewCurrentAgent()
      if (response.status !== 200) throw client.toError(response)
    },
  },
  actions,
  /**
   * Maps identified events onto contacts; anonymous traffic and page views match no subscription or
   * are dropped.
   */
  presets: Object.entries(actions).map(([partnerAction, { fields, defaultSubscription = '' }]) => ({
    name: 'Default',
    type: 'automatic',
    partnerAction,
    subscribe: defaultSubscription,
    mapping: defaultValues(fields),
  })),
  /**
   * A person asks to be forgotten. The framework hands over only the ids of the event, so a user id
   * is needed.
   */
  onDelete: async (request, { payload, settings, signal }) => {
    const client = createFreshdeskClient(request, parseSettings(settings), signal)
    // In the form in which the actions send it.
    const userId = normalizeIdentifier(payload.userId).value
    return userId ? await deleteContact(client, userId) : unknownDeletion
  },
}

export default destination
