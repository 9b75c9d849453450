import { type DestinationDefinition, defaultValues } from '@segment/actions-core'
import identified from './actions/identified'
import signedUp from './actions/signedUp'
import { freshdesk, requestDefaults } from './freshdesk/client'
import { deleteContact } from './freshdesk/delete-contact'
import { errorOf } from './freshdesk/errors'
import { normalizeIdentifier } from './normalize/text'
import { accountOf, type Settings, settingsFields } from './settings'

export type { Result } from './freshdesk/result'
export { accountOf, type Settings } from './settings'

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
    /** Asks for the agent behind the key, which every agent may. Whatever is thrown becomes "Credentials are invalid: ...". */
    testAuthentication: async (request, { settings }) => {
      const answer = await freshdesk(request, accountOf(settings)).viewCurrentAgent()
      if (answer.status !== 200) throw errorOf(answer)
    },
  },
  extendRequest: ({ settings }) => requestDefaults({ apiKey: (settings.apiKey ?? '').trim() }),
  actions,
  /** Maps identified events onto contacts; anonymous traffic and page views match no subscription or are dropped. */
  presets: Object.entries(actions).map(([partnerAction, { fields, defaultSubscription = '' }]) => ({
    name: 'Default',
    type: 'automatic',
    partnerAction,
    subscribe: defaultSubscription,
    mapping: defaultValues(fields),
  })),
  /** A person asks to be forgotten. The framework gives only the ids of the event, so only a person with a user id can be found. */
  onDelete: async (request, { payload, settings, signal }) => {
    const account = accountOf(settings)
    // The form in which the actions send it.
    const userId = normalizeIdentifier(payload.userId).value
    if (!userId) return { outcome: 'not-found' }
    return await deleteContact(freshdesk(request, account, signal), userId, account.hardDelete)
  },
}

export default destination
