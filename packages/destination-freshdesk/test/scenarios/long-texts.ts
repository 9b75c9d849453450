import type { ScenarioTable } from './scenario'

const ADA = { name: 'Ada Moss', unique_external_id: 'usr_123', tags: ['marketing-consent'] }

export const longTexts = {
  about: 'texts of 10 kB and more: cut where a part still says something, left out where only the whole does',
  base: { traits: { name: 'Ada Moss' } },
  rows: [
    {
      it: 'cuts a name of 10 kB',
      traits: { name: 'Moss '.repeat(2048) },
      creates: { name: `${'Moss '.repeat(50)}Moss`, unique_external_id: 'usr_123', tags: ['marketing-consent'] },
      omits: { name: 'was cut to 255' },
    },
    {
      it: 'cuts a title of 10 kB',
      traits: { title: 'x'.repeat(10240) },
      creates: { ...ADA, job_title: 'x'.repeat(255) },
      omits: { job_title: 'was cut to 255' },
    },
    {
      it: 'leaves out a user id of 10 kB: a part of it could be the id of a different person',
      traits: { email: 'ada@example.com' },
      event: { userId: 'x'.repeat(10240) },
      creates: { name: 'Ada Moss', email: 'ada@example.com', tags: ['marketing-consent'] },
      omits: { unique_external_id: 'is longer than 255' },
    },
    {
      it: 'keeps a user id of 255 characters',
      event: { userId: 'x'.repeat(255) },
      creates: { name: 'Ada Moss', unique_external_id: 'x'.repeat(255), tags: ['marketing-consent'] },
    },
    {
      it: 'leaves out a user id of 256 characters',
      traits: { email: 'ada@example.com' },
      event: { userId: 'x'.repeat(256) },
      creates: { name: 'Ada Moss', email: 'ada@example.com', tags: ['marketing-consent'] },
      omits: { unique_external_id: 'is longer than 255' },
    },
    {
      it: 'refuses a person whose only identifier is too long',
      event: { userId: 'x'.repeat(256) },
      refused: {
        class: 'PayloadValidationError',
        status: 400,
        code: 'PAYLOAD_VALIDATION_FAILED',
        says: ['no identifier', 'longer than 255'],
      },
    },
    { it: 'takes 10 kB of spaces for nothing', traits: { title: ' '.repeat(10240) }, creates: ADA },
    {
      it: 'finds the word behind 10 kB of spaces',
      traits: { title: `${' '.repeat(10240)}Gardener` },
      creates: { ...ADA, job_title: 'Gardener' },
    },
    {
      it: 'reads past traits of 100 kB that it does not map',
      traits: { biography: 'word '.repeat(20480) },
      creates: ADA,
    },
    {
      it: 'does not hang on 10 kB that nearly make a spelled-out phone number',
      traits: { phone: `${'1'.repeat(5120)}${'ABC'.repeat(1707)}!` },
      creates: ADA,
      omits: { phone: 'is not a number' },
    },
    {
      it: 'does not hang on 10 kB of dots before an @',
      traits: { email: `${'a.'.repeat(5120)}@` },
      creates: ADA,
      omits: { email: 'longer than 255' },
    },
  ],
} satisfies ScenarioTable
