import { type Ending, summaryLines } from './summary-lines'

const words = (more: Partial<Ending>, summary: Partial<Ending['summary']> = {}) =>
  summaryLines({
    summary: {
      sentence: '9 events: 9 created.',
      explanations: new Map(),
      unchanged: new Map(),
      total: 9,
      failed: 0,
      kept: 0,
      firstToRepeat: null,
      firstNotKept: null,
      ...summary,
    },
    input: 'events.ndjson',
    isGzip: false,
    isArray: false,
    rejected: null,
    checkpoint: null,
    flags: '',
    lastLine: 9,
    interrupted: false,
    dryRun: false,
    problem: null,
    ...more,
  }).slice(1)

it.each<[string, string[], string[]]>([
  ['nothing more when all went well', words({}), []],
  [
    'each explanation with how often it was given',
    words({ rejected: 'r' }, { failed: 3, kept: 3, explanations: new Map([['rejected: No.\u001b[2J', 3]]) }),
    ['  3 × rejected: No.�[2J', '3 kept in r. To deliver them again: datafly deliver r --rejected r-2'],
  ],
  [
    'how to keep what did not make it',
    words({}, { failed: 1 }),
    ['To keep failed events for another delivery, use --rejected FILE.'],
  ],
  [
    'a path that a shell would take apart, in quotes',
    words({ rejected: "it's mine.ndjson" }, { failed: 1, kept: 1 }),
    [
      "1 kept in it's mine.ndjson. To deliver them again: datafly deliver 'it'\\''s mine.ndjson' --rejected 'it'\\''s mine-2.ndjson'",
    ],
  ],
  [
    'where to go on',
    words({ interrupted: true }),
    ['Interrupted after line 9. Go on with line 10: tail -n +10 events.ndjson | datafly deliver'],
  ],
  [
    'where to go on in a pipe',
    words({ interrupted: true, input: null }),
    ['Interrupted after line 9. Go on with line 10.'],
  ],
  [
    'to keep in the same file what fails from there on',
    words({ interrupted: true, rejected: 'my r' }, { failed: 2, kept: 2, firstToRepeat: 7 }),
    [
      '2 kept in my r.',
      "Interrupted after line 9. Go on with line 10: (cat 'my r'; tail -n +10 events.ndjson) | datafly deliver - --rejected 'my r-2'",
    ],
  ],
  [
    'to go on with the first that could not be kept',
    words(
      { problem: 'It could not go on: the disk is full.', rejected: 'r' },
      { failed: 3, kept: 1, firstToRepeat: 4, firstNotKept: 6 },
    ),
    [
      'It could not go on: the disk is full.',
      '1 of 3 kept in r.',
      'Stopped after line 9. Go on with line 6: (cat r; tail -n +6 events.ndjson) | datafly deliver - --rejected r-2',
      'Some from there on are delivered already. They may be delivered again.',
    ],
  ],
  [
    'nothing of delivering a file in which nothing was kept',
    words(
      { problem: 'It could not go on: the disk is full.', rejected: '/dev/full', dryRun: true, flags: '--dry-run' },
      { failed: 3, firstNotKept: 1 },
    ),
    [
      'It could not go on: the disk is full.',
      'None of 3 could be kept in /dev/full.',
      'Stopped after line 9. Go on with line 1: tail -n +1 events.ndjson | datafly deliver --rejected /dev/full --dry-run',
    ],
  ],
  [
    'that some in hand are delivered already, when the file is read from the first that is not',
    words({ interrupted: true }, { firstToRepeat: 7 }),
    [
      'Interrupted after line 9. Go on with line 7: tail -n +7 events.ndjson | datafly deliver',
      'Some from there on are delivered already. They may be delivered again.',
    ],
  ],
  [
    'nothing of delivered events in a dry run',
    words({ interrupted: true, dryRun: true, flags: '--dry-run' }, { firstToRepeat: 7 }),
    ['Interrupted after line 9. Go on with line 7: tail -n +7 events.ndjson | datafly deliver --dry-run'],
  ],
  [
    'that the same command goes on with a checkpoint, with the flags that were used',
    words({ interrupted: true, checkpoint: 'my c', rejected: 'r', flags: '--rate 60' }),
    ["To go on: datafly deliver events.ndjson --checkpoint 'my c' --rejected r --rate 60"],
  ],
  [
    'to go on inside a compressed file',
    words({ interrupted: true, isGzip: true, input: 'e.gz', flags: '--share 50%' }),
    ['Interrupted after line 9. Go on with line 10: gunzip -c e.gz | tail -n +10 | datafly deliver --share 50%'],
  ],
  [
    'to go on inside a JSON array',
    words({ interrupted: true, isArray: true, input: 'e.json' }),
    ["Interrupted after element 9. Go on with element 10: jq -c '.[9:][]' e.json | datafly deliver"],
  ],
  [
    'that nothing changed, with the commonest reason',
    words(
      {},
      {
        unchanged: new Map([
          ['no-consent', 7],
          ['anonymous', 2],
        ]),
      },
    ),
    [
      '  9 changed nothing in Freshdesk: 7 no-consent, 2 anonymous.',
      'Warning: no event changed anything. Consent is read from context.consent.categoryPreferences. Look there, and at FRESHDESK_CONSENT_CATEGORY.',
    ],
  ],
  ['that nothing was read', words({ interrupted: true, lastLine: 0 }), ['Nothing was read.']],
])('the last words say %s', (_what, lines, expected) => {
  expect(lines).toEqual(expected)
})
