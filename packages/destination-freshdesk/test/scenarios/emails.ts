import type { ScenarioTable } from './scenario'

const ADA = { name: 'Ada Moss', unique_external_id: 'usr_123', tags: ['marketing-consent'] }

export const emails = {
  about: 'which e-mail addresses go out, and in which form',
  base: { traits: { name: 'Ada Moss' } },
  rows: [
    {
      it: 'sends an address as it is',
      traits: { email: 'ada.moss@example.com' },
      creates: { ...ADA, email: 'ada.moss@example.com' },
    },
    {
      it: 'writes capitals small',
      traits: { email: 'ADA.Moss@Example.COM' },
      creates: { ...ADA, email: 'ada.moss@example.com' },
    },
    {
      it: 'trims spaces, tabs and line breaks',
      traits: { email: ' \tada.moss@example.com\r\n' },
      creates: { ...ADA, email: 'ada.moss@example.com' },
    },
    {
      it: 'keeps a plus address: it may be a different person',
      traits: { email: 'ada+freshdesk@example.com' },
      creates: { ...ADA, email: 'ada+freshdesk@example.com' },
    },
    {
      it: 'keeps dots of a Gmail address',
      traits: { email: 'a.d.a.m.o.s.s@gmail.com' },
      creates: { ...ADA, email: 'a.d.a.m.o.s.s@gmail.com' },
    },
    {
      it: 'keeps an apostrophe',
      traits: { email: "miles.o'brien@example.com" },
      creates: { ...ADA, email: "miles.o'brien@example.com" },
    },
    {
      it: 'keeps hyphens and underscores',
      traits: { email: 'ada_moss-fern@sub-domain.example.co.uk' },
      creates: { ...ADA, email: 'ada_moss-fern@sub-domain.example.co.uk' },
    },
    { it: 'keeps an address of one letter', traits: { email: 'a@b.co' }, creates: { ...ADA, email: 'a@b.co' } },
    {
      it: 'keeps an address of a long new top-level domain',
      traits: { email: 'ada@moss.photography' },
      creates: { ...ADA, email: 'ada@moss.photography' },
    },
    {
      it: 'writes an international host in ASCII',
      traits: { email: 'ada@bücher.example' },
      creates: { ...ADA, email: 'ada@xn--bcher-kva.example' },
    },
    {
      it: 'keeps an international host that is in ASCII already',
      traits: { email: 'ada@xn--bcher-kva.example' },
      creates: { ...ADA, email: 'ada@xn--bcher-kva.example' },
    },
    {
      it: 'writes an international top-level domain in ASCII',
      traits: { email: 'ada@пример.рф' },
      creates: { ...ADA, email: 'ada@xn--e1afmkfd.xn--p1ai' },
    },
    {
      it: 'understands the full stop of Chinese and Japanese keyboards in the host',
      traits: { email: 'ada@example。com' },
      creates: { ...ADA, email: 'ada@example.com' },
    },
    {
      it: 'removes invisible characters',
      traits: { email: '\u200bada\u200c.moss@exa\u200dmple.com\ufeff' },
      creates: { ...ADA, email: 'ada.moss@example.com' },
    },
    {
      it: 'removes invisible characters that have spaces behind them',
      traits: { email: '\u200b ada.moss@example.com \u200b' },
      creates: { ...ADA, email: 'ada.moss@example.com' },
    },
    {
      it: 'removes soft hyphens and direction marks',
      traits: { email: '\u202aada.mo\u00adss@example.com\u202c' },
      creates: { ...ADA, email: 'ada.moss@example.com' },
    },
    {
      it: 'takes the one address of a list',
      traits: { email: ['ada.moss@example.com'] },
      creates: { ...ADA, email: 'ada.moss@example.com' },
    },
    {
      it: 'leaves out two addresses in a list',
      traits: { email: ['ada.moss@example.com', 'ada@example.org'] },
      creates: ADA,
      omits: { email: 'is a list' },
    },
    {
      it: 'leaves out two addresses in one text',
      traits: { email: 'ada.moss@example.com, ada@example.org' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address with a name around it',
      traits: { email: 'Ada Moss <ada.moss@example.com>' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address without @',
      traits: { email: 'ada.moss.example.com' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address with two @',
      traits: { email: 'ada@moss@example.com' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address without anything before @',
      traits: { email: '@example.com' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address without host',
      traits: { email: 'ada@' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address of a local host',
      traits: { email: 'ada@localhost' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address of an IP number',
      traits: { email: 'ada@10.0.0.10' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address whose host ends in a hyphen',
      traits: { email: 'ada@example.co-' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address whose host has two dots',
      traits: { email: 'ada@example..com' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address with a space in it',
      traits: { email: 'ada moss@example.com' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address with an accent before @, which Freshdesk refuses',
      traits: { email: 'zoë@example.com' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out an address with a star, which Freshdesk refuses',
      traits: { email: 'ada*@example.com' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out a link',
      traits: { email: 'mailto:ada.moss@example.com' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'leaves out words that stand for no address',
      traits: { email: 'undefined' },
      creates: ADA,
      omits: { email: 'placeholder' },
    },
    {
      it: 'leaves out a hashed address: Freshdesk needs it in the clear',
      traits: { email: '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8' },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
    {
      it: 'keeps an address of 255 characters',
      traits: { email: `${'a'.repeat(60)}@${'abcdefghi.'.repeat(19)}comx` },
      creates: { ...ADA, email: `${'a'.repeat(60)}@${'abcdefghi.'.repeat(19)}comx` },
    },
    {
      it: 'leaves out an address of 256 characters rather than cut it',
      traits: { email: `${'a'.repeat(61)}@${'abcdefghi.'.repeat(19)}comx` },
      creates: ADA,
      omits: { email: 'longer than 255' },
    },
    {
      it: 'leaves out an address of 10 kB',
      traits: { email: `${'a'.repeat(10240)}@example.com` },
      creates: ADA,
      omits: { email: 'longer than 255' },
    },
    {
      it: 'leaves out an address that only becomes too long in ASCII',
      traits: { email: `${'a'.repeat(60)}@${'ü.'.repeat(90)}com` },
      creates: ADA,
      omits: { email: 'is not an e-mail address' },
    },
  ],
} satisfies ScenarioTable
