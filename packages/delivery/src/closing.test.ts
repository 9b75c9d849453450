import { closingLines, type Ending } from './closing'

const words = (more: Partial<Ending>, tally: Partial<Ending['tally']> = {}) =>
  closingLines({
    tally: { sentence: '9 events: 9 created.', explanations: new Map(), failed: 0, firstInterrupted: null, ...tally },
    input: 'events.ndjson',
    rejected: null,
    kept: 0,
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
    words({ rejected: 'r', kept: 3 }, { failed: 3, explanations: new Map([['rejected: No.\u001b[2J', 3]]) }),
    ['  3 × rejected: No.�[2J', '3 kept in r. To deliver them again: deliver r'],
  ],
  [
    'how to keep what did not make it',
    words({}, { failed: 1 }),
    ['To keep what does not make it, ready to be delivered again, use --rejected FILE.'],
  ],
  [
    'a path that a shell would take apart, in quotes',
    words({ rejected: "it's mine.ndjson", kept: 1 }, { failed: 1 }),
    ["1 kept in it's mine.ndjson. To deliver them again: deliver 'it'\\''s mine.ndjson'"],
  ],
  [
    'where to go on',
    words({ interrupted: true }),
    ['Interrupted after line 9. Go on with line 10: tail -n +10 events.ndjson | deliver'],
  ],
  [
    'where to go on in a pipe',
    words({ interrupted: true, input: null }),
    ['Interrupted after line 9. Go on with line 10.'],
  ],
  [
    'where to go on when not all could be kept',
    words({ problem: 'It could not go on: the disk is full.', rejected: 'r', kept: 1 }, { failed: 3 }),
    [
      'It could not go on: the disk is full.',
      '1 of 3 kept in r. To deliver them again: deliver r',
      'Stopped after line 9. Go on with line 10: tail -n +10 events.ndjson | deliver',
    ],
  ],
  [
    'that some in hand are delivered already, when the file is read from the first that is not',
    words({ interrupted: true }, { firstInterrupted: 7 }),
    [
      'Interrupted after line 9. Go on with line 7: tail -n +7 events.ndjson | deliver',
      'Some from there on are delivered already. They may be delivered again.',
    ],
  ],
  [
    'nothing of delivered events in a dry run',
    words({ interrupted: true, dryRun: true }, { firstInterrupted: 7 }),
    ['Interrupted after line 9. Go on with line 7: tail -n +7 events.ndjson | deliver --dry-run'],
  ],
  ['that nothing was read', words({ interrupted: true, lastLine: 0 }), ['Nothing was read.']],
])('the last words say %s', (_what, lines, expected) => {
  expect(lines).toEqual(expected)
})
