import type { ScenarioTable } from './scenario'

const USER = { unique_external_id: 'usr_123', tags: ['marketing-consent'] }

export const names = {
  about: 'what a contact is called',
  base: { userId: 'usr_123' },
  rows: [
    {
      it: 'keeps a name as it is written',
      traits: { name: "Ada de la Moss-O'Hara" },
      creates: { ...USER, name: "Ada de la Moss-O'Hara" },
    },
    { it: 'trims a name', traits: { name: '  Ada Moss \n' }, creates: { ...USER, name: 'Ada Moss' } },
    {
      it: 'makes one line of a name with tabs and line breaks',
      traits: { name: 'Ada\r\n\tMoss' },
      creates: { ...USER, name: 'Ada Moss' },
    },
    {
      it: 'joins first and last name in camel case',
      traits: { firstName: 'Ada', lastName: 'Moss' },
      creates: { ...USER, name: 'Ada Moss' },
    },
    {
      it: 'joins first and last name in snake case',
      traits: { first_name: 'Ada', last_name: 'Moss' },
      creates: { ...USER, name: 'Ada Moss' },
    },
    {
      it: 'joins a first name from one place and a last name from another',
      traits: { firstName: 'Ada' },
      event: { context: { traits: { last_name: 'Moss' } } },
      creates: { ...USER, name: 'Ada Moss' },
    },
    { it: 'does with a first name only', traits: { firstName: 'Ada' }, creates: { ...USER, name: 'Ada' } },
    { it: 'does with a last name only', traits: { lastName: 'Moss' }, creates: { ...USER, name: 'Moss' } },
    {
      it: 'prefers the whole name over its parts',
      traits: { name: 'Dr Ada Moss', firstName: 'Ada', lastName: 'Moss' },
      creates: { ...USER, name: 'Dr Ada Moss' },
    },
    {
      it: 'prefers the parts over an e-mail address',
      traits: { firstName: 'Ada', lastName: 'Moss', email: 'ada.moss@example.com' },
      creates: { ...USER, name: 'Ada Moss', email: 'ada.moss@example.com' },
    },
    {
      it: 'uses the parts when the whole name is blank',
      traits: { name: '   ', firstName: 'Ada', lastName: 'Moss' },
      creates: { ...USER, name: 'Ada Moss' },
    },
    {
      it: 'uses the e-mail address when all names are blank',
      traits: { name: ' ', firstName: '', lastName: '\t', email: 'ada.moss@example.com' },
      creates: { ...USER, name: 'ada.moss@example.com', email: 'ada.moss@example.com' },
    },
    {
      it: 'uses the e-mail address as it is sent, trimmed and in lower case',
      traits: { email: ' Ada.Moss@EXAMPLE.com' },
      creates: { ...USER, name: 'ada.moss@example.com', email: 'ada.moss@example.com' },
    },
    {
      it: 'keeps a name that looks like an e-mail address as it is written',
      traits: { name: 'Ada@Example.com', email: 'ada@example.com' },
      creates: { ...USER, name: 'Ada@Example.com', email: 'ada@example.com' },
    },
    { it: 'keeps a comma in a name', traits: { name: 'Moss, Ada' }, creates: { ...USER, name: 'Moss, Ada' } },
    {
      it: 'keeps quotation marks, slashes and www. in a new name',
      traits: { name: 'Ada "Fern" Moss / www.example.com' },
      creates: { ...USER, name: 'Ada "Fern" Moss / www.example.com' },
    },
    {
      it: 'keeps emoji, the composed ones too',
      traits: { name: 'Ada 🦊 👩\u200d👩\u200d👧 Moss' },
      creates: { ...USER, name: 'Ada 🦊 👩\u200d👩\u200d👧 Moss' },
    },
    {
      it: 'does not unescape or strip markup, which is the task of a page that shows it',
      traits: { name: '<b>Ada</b> &amp; {{contact.email}}' },
      creates: { ...USER, name: '<b>Ada</b> &amp; {{contact.email}}' },
    },
    { it: 'writes a number out', traits: { name: 42 }, creates: { ...USER, name: '42' } },
    { it: 'takes the one name of a list', traits: { name: ['Ada Moss'] }, creates: { ...USER, name: 'Ada Moss' } },
    {
      it: 'leaves out a name that is an object, and lets the e-mail address stand in',
      traits: { name: { first: 'Ada', last: 'Moss' }, email: 'ada.moss@example.com' },
      creates: { ...USER, name: 'ada.moss@example.com', email: 'ada.moss@example.com' },
      omits: { name: 'is an object' },
    },
    {
      it: 'leaves out a name that is an object, says so, and uses the parts',
      traits: { name: { given: 'Ada' }, firstName: 'Ada', lastName: 'Moss' },
      creates: { ...USER, name: 'Ada Moss' },
      omits: { name: 'is an object' },
    },
    {
      it: 'says that a first name was left out when only the last could be used',
      traits: { firstName: { value: 'Ada' }, lastName: 'Moss' },
      creates: { ...USER, name: 'Moss' },
      omits: { name: 'is an object' },
    },
    {
      it: 'refuses a person whose only name is an object',
      traits: { name: { first: 'Ada' } },
      looksUp: ['GET /contacts?unique_external_id=usr_123'],
      refused: { class: 'PayloadValidationError', status: 400, code: 'PAYLOAD_VALIDATION_FAILED', says: ['no name'] },
    },
    {
      it: 'takes a name of invisible characters for no name',
      traits: { name: '\u200b\u200d\ufeff', email: 'ada.moss@example.com' },
      creates: { ...USER, name: 'ada.moss@example.com', email: 'ada.moss@example.com' },
    },
    {
      it: 'keeps a name of 255 characters whole',
      traits: { name: 'a'.repeat(255) },
      creates: { ...USER, name: 'a'.repeat(255) },
    },
    {
      it: 'cuts a name of 256 characters, and says so',
      traits: { name: 'a'.repeat(256) },
      creates: { ...USER, name: 'a'.repeat(255) },
      omits: { name: 'was cut to 255' },
    },
    {
      it: 'never cuts through the middle of an emoji',
      traits: { name: '🦊'.repeat(128) },
      creates: { ...USER, name: '🦊'.repeat(127) },
      omits: { name: 'was cut to 255' },
    },
    {
      it: 'cuts a name joined of two long parts',
      traits: { firstName: 'a'.repeat(200), lastName: 'a'.repeat(200) },
      creates: { ...USER, name: `${'a'.repeat(200)} ${'a'.repeat(54)}` },
      omits: { name: 'was cut to 255' },
    },
    {
      it: 'keeps the words null and undefined, which are names of people',
      traits: { firstName: 'Jennifer', lastName: 'Null' },
      creates: { ...USER, name: 'Jennifer Null' },
    },
  ],
} satisfies ScenarioTable
