/**
 * Texts that programs write for a missing value, in the case in which programs write them: a person
 * may well be called Null.
 */
export const MISSING_WORDS = ['undefined', 'null', 'NULL', 'NaN', '[object Object]', '(null)', '<null>']

/**
 * Ids that many people share, in lower case: PostHog refuses most of them as well. Two people with
 * such an id would become one contact. `test` and `admin` are absent, since one person may have
 * that id.
 */
export const PLACEHOLDER_IDS = [
  ...[
    'undefined',
    'null',
    '(null)',
    '<null>',
    'nan',
    'none',
    'nil',
    '[object object]',
    'true',
    'false',
    '0',
    '-1',
    '-',
  ],
  ...['id', 'userid', 'user_id', 'distinctid', 'distinct_id', 'email', 'uuid', 'anonymous', 'guest', 'unknown', 'n/a'],
  ...['not_authenticated', 'not set', '(not set)', '(none)', '00000000-0000-0000-0000-000000000000'],
]

/**
 * Placeholder names, in lower case. One of them in a longer name is a real word: Guest
 * and None are surnames.
 */
export const PLACEHOLDER_NAMES = [
  ...['undefined', 'null', '[object object]', 'true', 'false', '0'],
  ...[
    'anonymous',
    'anonymous user',
    'guest',
    'guest user',
    'unknown',
    'unknown user',
    'n/a',
    'none',
    'nil',
    'nan',
    '-',
  ],
  ...[
    'no name',
    'noname',
    'not set',
    '(not set)',
    'name',
    'your name',
    'full name',
    'first last',
    'firstname lastname',
  ],
]

/** Addresses that people type into a form to get past it. */
export const PLACEHOLDER_EMAILS = [
  ...['none@none.com', 'no@no.com', 'na@na.com', 'noemail@noemail.com', 'no@email.com', 'email@email.com'],
  ...['test@test.com', 'user@domain.com', 'name@domain.com'],
]
