import type { ScenarioTable } from './scenario'

const ADA = { name: 'Ada Moss', unique_external_id: 'usr_123', tags: ['marketing-consent'] }

export const consent = {
  about: 'nothing leaves without a plain yes to the category',
  base: { traits: { name: 'Ada Moss' } },
  rows: [
    {
      it: 'sends when the category is granted',
      event: { context: { consent: { categoryPreferences: { marketing: true } } } },
      creates: ADA,
    },
    {
      it: 'sends when the category is granted beside others that are refused',
      event: {
        context: { consent: { categoryPreferences: { analytics: false, marketing: true, advertising: false } } },
      },
      creates: ADA,
    },
    {
      it: 'drops when only other categories are granted',
      without: ['context'],
      event: { context: { consent: { categoryPreferences: { analytics: true, advertising: true } } } },
      drops: 'no-consent',
    },
    {
      it: 'drops when the category is refused',
      event: { context: { consent: { categoryPreferences: { marketing: false } } } },
      drops: 'no-consent',
    },
    {
      it: 'drops when there are no categories',
      without: ['context'],
      event: { context: { consent: { categoryPreferences: {} } } },
      drops: 'no-consent',
    },
    {
      it: 'drops when the consent is empty',
      without: ['context'],
      event: { context: { consent: {} } },
      drops: 'no-consent',
    },
    { it: 'drops when there is no consent at all', without: ['context'], event: { context: {} }, drops: 'no-consent' },
    { it: 'drops when there is no context', without: ['context'], drops: 'no-consent' },
    { it: 'drops when the consent is null', event: { context: { consent: null } }, drops: 'no-consent' },
    {
      it: 'drops when the categories are null',
      event: { context: { consent: { categoryPreferences: null } } },
      drops: 'no-consent',
    },
    {
      it: 'drops when the consent is a bare true, which names no category',
      event: { context: { consent: true } },
      drops: 'consent-form-unknown',
    },
    {
      it: 'drops when the categories are a bare true',
      event: { context: { consent: { categoryPreferences: true } } },
      drops: 'consent-form-unknown',
    },
    {
      it: 'drops when the consent is a list of categories',
      event: { context: { consent: ['marketing'] } },
      drops: 'consent-form-unknown',
    },
    {
      it: 'drops when the categories are a list',
      event: { context: { consent: { categoryPreferences: ['marketing'] } } },
      drops: 'consent-form-unknown',
    },
    {
      it: 'drops when the answer is the text true',
      event: { context: { consent: { categoryPreferences: { marketing: 'true' } } } },
      drops: 'consent-form-unknown',
    },
    {
      it: 'drops when the answer is the text yes',
      event: { context: { consent: { categoryPreferences: { marketing: 'yes' } } } },
      drops: 'consent-form-unknown',
    },
    {
      it: 'drops when the answer is the number 1',
      event: { context: { consent: { categoryPreferences: { marketing: 1 } } } },
      drops: 'consent-form-unknown',
    },
    {
      it: 'drops when the answer is null',
      event: { context: { consent: { categoryPreferences: { marketing: null } } } },
      drops: 'no-consent',
    },
    {
      it: 'drops when the answer is an object',
      event: { context: { consent: { categoryPreferences: { marketing: { granted: true } } } } },
      drops: 'consent-form-unknown',
    },
    {
      it: 'drops when the answer is a list with true in it',
      event: { context: { consent: { categoryPreferences: { marketing: [true] } } } },
      drops: 'consent-form-unknown',
    },
    {
      it: 'reads categories that stand in consent itself',
      without: ['context'],
      event: { context: { consent: { marketing: true } } },
      creates: ADA,
    },
    {
      it: 'drops when categories in consent itself refuse',
      without: ['context'],
      event: { context: { consent: { marketing: false } } },
      drops: 'no-consent',
    },
    {
      it: 'believes categoryPreferences, not what stands beside it',
      event: { context: { consent: { marketing: true, categoryPreferences: { marketing: false } } } },
      drops: 'no-consent',
    },
    {
      it: 'finds the category whatever its case',
      without: ['context'],
      event: { context: { consent: { categoryPreferences: { MARKETING: true } } } },
      creates: ADA,
    },
    {
      it: 'finds the category with spaces around it',
      without: ['context'],
      event: { context: { consent: { categoryPreferences: { ' Marketing ': true } } } },
      creates: ADA,
    },
    {
      it: 'lets the refusal win where two spellings of the category disagree',
      event: { context: { consent: { categoryPreferences: { marketing: true, Marketing: false } } } },
      drops: 'no-consent',
    },
    {
      it: 'does not take a longer name for the category',
      without: ['context'],
      event: { context: { consent: { categoryPreferences: { marketing_emails: true, 'email marketing': true } } } },
      drops: 'no-consent',
    },
    {
      it: 'uses the category of the settings',
      without: ['context'],
      event: { context: { consent: { categoryPreferences: { C0004: true } } } },
      settings: { consentCategory: 'C0004' },
      creates: ADA,
    },
    {
      it: 'uses a category of the settings that has a space in it',
      without: ['context'],
      event: { context: { consent: { categoryPreferences: { 'Targeting Ads': true } } } },
      settings: { consentCategory: ' targeting ads ' },
      creates: ADA,
    },
    {
      it: 'no longer takes marketing when the settings name another category',
      settings: { consentCategory: 'C0004' },
      drops: 'no-consent',
    },
    {
      it: 'falls back to marketing when the category of the settings is blank',
      settings: { consentCategory: '  ' },
      creates: ADA,
    },
    {
      it: 'gates a sign-up like an identify call',
      event: { type: 'track', event: 'Signed Up', context: { consent: { categoryPreferences: { marketing: false } } } },
      drops: 'no-consent',
    },
    {
      it: 'does not look for consent in the traits',
      without: ['context'],
      traits: { consent: { categoryPreferences: { marketing: true } }, marketing: true },
      drops: 'no-consent',
    },
  ],
} satisfies ScenarioTable
