import type { ScenarioTable } from './scenario'

const USER = { unique_external_id: 'usr_123', tags: ['marketing-consent'] }

export const unicode = {
  about: 'letters of the world, in both directions, and broken ones',
  rows: [
    {
      it: 'Arabic, right to left',
      traits: { name: 'فاطمة الزهراء', title: 'مهندسة' },
      creates: { ...USER, name: 'فاطمة الزهراء', job_title: 'مهندسة' },
    },
    {
      it: 'Hebrew with direction marks, which stay',
      traits: { name: '\u200fיעל כהן\u200f' },
      creates: { ...USER, name: '\u200fיעל כהן\u200f' },
    },
    { it: 'Chinese, family name first', traits: { name: '王小明' }, creates: { ...USER, name: '王小明' } },
    {
      it: 'Japanese with an ideographic space, which becomes a plain one',
      traits: { name: '山田\u3000太郎' },
      creates: { ...USER, name: '山田 太郎' },
    },
    { it: 'Thai with vowel marks', traits: { name: 'สมชาย ใจดี' }, creates: { ...USER, name: 'สมชาย ใจดี' } },
    { it: 'Hindi with joiners', traits: { name: 'श्री राम' }, creates: { ...USER, name: 'श्री राम' } },
    {
      it: 'Persian with a zero-width non-joiner, which is spelling',
      traits: { name: 'می\u200cخواهم' },
      creates: { ...USER, name: 'می\u200cخواهم' },
    },
    { it: 'Vietnamese, composed', traits: { name: 'Nguyễn Thị Ánh' }, creates: { ...USER, name: 'Nguyễn Thị Ánh' } },
    {
      it: 'an accent written as a second character stays one',
      traits: { name: 'Zoë' },
      creates: { ...USER, name: 'Zoë' },
    },
    {
      it: 'Turkish capital I with a dot in a name, not lower-cased',
      traits: { name: 'İpek Işık' },
      creates: { ...USER, name: 'İpek Işık' },
    },
    {
      it: 'a user id of emoji',
      traits: { name: 'Ada Moss' },
      event: { userId: '🦊-7' },
      creates: { name: 'Ada Moss', unique_external_id: '🦊-7', tags: ['marketing-consent'] },
    },
    {
      it: 'half of an emoji is removed: no JSON reader takes it',
      traits: { name: 'Ada \ud83e Moss \udd8a' },
      creates: { ...USER, name: 'Ada Moss' },
    },
    {
      it: 'a name of lone surrogates counts as missing',
      traits: { name: '\ud83e\ud83e', email: 'ada@example.com' },
      creates: { ...USER, name: 'ada@example.com', email: 'ada@example.com' },
    },
    {
      it: 'control characters become spaces',
      traits: { name: 'Ada\u0000Moss\u001b[31m', title: '\u0007' },
      creates: { ...USER, name: 'Ada Moss [31m' },
    },
    {
      it: 'the line and paragraph separators become spaces',
      traits: { name: 'Ada\u2028Moss\u2029Fern' },
      creates: { ...USER, name: 'Ada Moss Fern' },
    },
    { it: 'letters beyond the first plane', traits: { name: '𝒜𝒹𝒶 𠮷野' }, creates: { ...USER, name: '𝒜𝒹𝒶 𠮷野' } },
    {
      it: 'ligatures and fullwidth letters are left as they are',
      traits: { name: 'ﬁona Ｍｏｓｓ' },
      creates: { ...USER, name: 'ﬁona Ｍｏｓｓ' },
    },
  ],
} satisfies ScenarioTable
