import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { type EventBody, isRecord } from './event-fields'

/** The mistakes of JSON in words. */
const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This word is not JSON. Put a text in double quotes.',
  InvalidNumberFormat: 'This number is not JSON.',
  PropertyNameExpected: 'A name in double quotes is expected here. Remove a comma before "}".',
  ValueExpected: 'A value is expected here. Remove a comma at the end of a list.',
  ColonExpected: 'A colon is expected after the name.',
  CommaExpected: 'A comma is expected before this.',
  CloseBraceExpected: 'A closing "}" is missing.',
  CloseBracketExpected: 'A closing "]" is missing.',
  EndOfFileExpected: 'The event ends before this. Remove the rest.',
  InvalidCommentToken: 'JSON has no comments. Remove this one.',
  UnexpectedEndOfString: 'This text has no closing double quote.',
  InvalidUnicode: 'The \\u of this text needs four hexadecimal digits.',
  InvalidEscapeCharacter: 'This text has an unknown escape. Write \\\\ for a backslash.',
  InvalidCharacter: 'This text holds a control character or a line break. Write \\n for a line break.',
}

/** A mistake with its place. The line counts from 1, the offset from 0. */
export interface EventProblem {
  message: string
  line: number
  offset: number
}

export type ParsedEvent = { event: EventBody; problem: null } | { event: null; problem: EventProblem }

/** Reads the text of the editor. The first mistake counts, because it often causes the others. */
export function parseEvent(text: string): ParsedEvent {
  const errors: ParseError[] = []
  const value = parse(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [error] = errors
  if (error) return toProblem(text, error.offset, MESSAGES[printParseErrorCode(error.error)] ?? 'This is not JSON.')
  if (!isRecord(value)) return toProblem(text, 0, 'An event is a JSON object. Start it with "{".')
  return { event: value, problem: null }
}

function toProblem(text: string, found: number, message: string): ParsedEvent {
  // A mistake at the end of the text belongs to the last line that holds something.
  const offset = Math.min(found, text.trimEnd().length)
  return { event: null, problem: { message, offset, line: text.slice(0, offset).split('\n').length } }
}
