import { type Ending, summaryLines } from './summary-lines'

const words = (more: Partial<Ending>, summary: Partial<Ending['summary']> = {}) =>
  summaryLines({
    summary: {
      sentence: '9 events: 9 created.',
      explanations: new Map(),
      failed: 0,
      kept: 0,
      firstInterrupted: null,
      firstNotKept: null,
      ...summary,
    },
    input: 'events.ndjson',
    rejected: null,
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
    ['  3 × rejected: No.�[2J', '3 kept in r. To deliver them again: datafly deliver r'],
  ],
  [
    'how to keep what did not make it',
    words({}, { failed: 1 }),
    ['To keep what does not make it, ready to be delivered again, use --rejected FILE.'],
  ],
  [
    'a path that a shell would take apart, in quotes',
    words({ rejected: "it's mine.ndjson" }, { failed: 1, kept: 1 }),
    ["1 kept in it's mine.ndjson. To deliver them again: datafly deliver 'it'\\''s mine.ndjson'"],
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
    words({ interrupted: true, rejected: 'my r' }, { failed: 2, kept: 2, firstInterrupted: 7 }),
    [
      "2 kept in my r. To deliver them again: datafly deliver 'my r'",
      "Interrupted after line 9. Go on with line 10: tail -n +10 events.ndjson | datafly deliver --rejected 'my r'",
    ],
  ],
  [
    'to go on with the first that could not be kept',
    words(
      { problem: 'It could not go on: the disk is full.', rejected: 'r' },
      { failed: 3, kept: 1, firstInterrupted: 4, firstNotKept: 6 },
    ),
    [
      'It could not go on: the disk is full.',
      '1 of 3 kept in r. To deliver them again: datafly deliver r',
      'Stopped after line 9. Go on with line 6: tail -n +6 events.ndjson | datafly deliver --rejected r',
      'Some from there on are delivered already. They may be delivered again.',
    ],
  ],
  [
    'nothing of delivering a file in which nothing was kept',
    words(
      { problem: 'It could not go on: the disk is full.', rejected: '/dev/full', dryRun: true },
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
    words({ interrupted: true }, { firstInterrupted: 7 }),
    [
      'Interrupted after line 9. Go on with line 7: tail -n +7 events.ndjson | datafly deliver',
      'Some from there on are delivered already. They may be delivered again.',
    ],
  ],
  [
    'nothing of delivered events in a dry run',
    words({ interrupted: true, dryRun: true }, { firstInterrupted: 7 }),
    ['Interrupted after line 9. Go on with line 7: tail -n +7 events.ndjson | datafly deliver --dry-run'],
  ],
  ['that nothing was read', words({ interrupted: true, lastLine: 0 }), ['Nothing was read.']],
])('the last words say %s', (_what, lines, expected) => {
  expect(lines).toEqual(expected)
})
