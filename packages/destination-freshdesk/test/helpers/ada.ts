import type { Settings } from '../../src'

/** The settings of the account `acme`. */
export const settings: Settings = { domain: 'acme', apiKey: 'key-of-an-agent' }

/** The contact that the default mapping makes from Ada's events. */
export const ada = {
  name: 'Ada Moss',
  email: 'ada.moss@example.com',
  phone: '+442079460958',
  unique_external_id: 'u-101',
  job_title: 'Botanist',
  tags: ['marketing-consent'],
}

/** An identify call for Ada, with consent. */
export const identifyAda = {
  type: 'identify',
  userId: 'u-101',
  traits: { name: 'Ada Moss', email: 'Ada.Moss@example.com', phone: '020 7946 0958', title: 'Botanist' },
  context: { consent: { categoryPreferences: { marketing: true } } },
}

/** Ada signs up, with consent. */
export const adaSignsUp = { ...identifyAda, type: 'track', event: 'Signed Up', properties: { method: 'email' } }
