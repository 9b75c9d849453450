import type { Scenario, ScenarioTable } from './scenario'

const ADA = { name: 'Ada Moss', unique_external_id: 'usr_123', tags: ['marketing-consent'] }

type Ending = 'granted' | 'no-consent' | 'consent-form-unknown'

/** What the event carries in `context`, or beside it, and how the gate decides. */
const cases: [it: string, event: Record<string, unknown>, ending: Ending][] = [
  ['Signal on mobile', { context: { consent: { categories: { marketing: true } } } }, 'granted'],
  ['Signal on mobile, refused', { context: { consent: { categories: { marketing: false } } } }, 'no-consent'],
  ['Signal on mobile, at the top level', { consent: { categories: { marketing: true } } }, 'granted'],
  ['top level, a refusal', { consent: { categories: { marketing: false } } }, 'no-consent'],
  ['top level, plain categories', { consent: { marketing: true } }, 'granted'],
  ['RudderStack', { context: { consentManagement: { allowedConsentIds: ['marketing'] } } }, 'granted'],
  [
    'RudderStack with its other keys',
    {
      context: {
        consentManagement: {
          provider: 'oneTrust',
          resolutionStrategy: 'and',
          allowedConsentIds: ['Analytics', ' Marketing '],
          deniedConsentIds: ['ads'],
        },
      },
    },
    'granted',
  ],
  [
    'RudderStack, denied',
    { context: { consentManagement: { allowedConsentIds: [], deniedConsentIds: ['marketing'] } } },
    'no-consent',
  ],
  [
    'RudderStack, allowed and denied',
    { context: { consentManagement: { allowedConsentIds: ['marketing'], deniedConsentIds: ['marketing'] } } },
    'no-consent',
  ],
  ['RudderStack, another id', { context: { consentManagement: { allowedConsentIds: ['ads'] } } }, 'no-consent'],
  [
    'RudderStack, ids in a text',
    { context: { consentManagement: { allowedConsentIds: 'ads' } } },
    'consent-form-unknown',
  ],
  [
    'a grant in one form and a refusal in another',
    { context: { consent: { marketing: true }, consentManagement: { deniedConsentIds: ['marketing'] } } },
    'no-consent',
  ],
  [
    'a grant in the context and a refusal at the top level',
    { context: { consent: { marketing: true } }, consent: { categories: { marketing: false } } },
    'no-consent',
  ],
  [
    'a grant of Segment and a refusal of Signal',
    { context: { consent: { categoryPreferences: { marketing: true }, categories: { marketing: false } } } },
    'no-consent',
  ],
  [
    'a grant beside a refusal in words',
    { context: { consent: { categoryPreferences: { marketing: true }, marketing: 'denied' } } },
    'no-consent',
  ],
  ['a refusal in words', { context: { consent: { marketing: 'opted-out' } } }, 'no-consent'],
  ['a refusal as 0', { context: { consent: { marketing: 0 } } }, 'no-consent'],
  [
    'a grant beside a form that is not known',
    { context: { consent: { marketing: true }, consentManagement: 'marketing' } },
    'consent-form-unknown',
  ],
  ['the words of Google', { context: { consent: { ad_storage: 'granted' } } }, 'consent-form-unknown'],
  ['the groups of OneTrust as a text', { context: { consent: ',C0001,C0004,' } }, 'consent-form-unknown'],
  ['a TCF string', { context: { consent: { tcString: 'CPXxRfAPXxRfA' } } }, 'consent-form-unknown'],
  ['other categories only', { context: { consent: { analytics: true } } }, 'no-consent'],
  ['a category of null', { context: { consent: { marketing: null } } }, 'no-consent'],
]

/** Values that a mapping by hand gives. */
const mapped: [it: string, consent: unknown, ending: Ending][] = [
  ['the JSON text of categories', '{"marketing":true}', 'granted'],
  ['the JSON text of a refusal', ' {"categoryPreferences":{"marketing":false}}', 'no-consent'],
  ['the text true', 'true', 'granted'],
  ['the text false', ' FALSE ', 'no-consent'],
  ['a false', false, 'no-consent'],
  ['another text', 'yes please', 'consent-form-unknown'],
  ['JSON text that is cut off', '{"marketing":tr', 'consent-form-unknown'],
  [
    'JSON text that is nested without end',
    `${'{"consent":'.repeat(20_000)}true${'}'.repeat(20_000)}`,
    'consent-form-unknown',
  ],
  ['a list of categories', ['marketing'], 'consent-form-unknown'],
]

const toEnding = (ending: Ending) => (ending === 'granted' ? { creates: ADA } : { drops: ending })

export const consentForms = {
  about: 'each form of consent is read, a refusal in any form closes the gate, and a form that is not known is named',
  base: { traits: { name: 'Ada Moss' } },
  rows: [
    ...cases.map(([it, event, ending]): Scenario => ({ it, without: ['context'], event, ...toEnding(ending) })),
    ...mapped.map(
      ([it, opt_in, ending]): Scenario => ({
        it: `mapped by hand: ${it}`,
        without: ['context'],
        event: { properties: { opt_in } },
        mapping: { consent: { '@path': '$.properties.opt_in' } },
        ...toEnding(ending),
      }),
    ),
  ],
} satisfies ScenarioTable
