import type { Event } from '@datafly/delivery'

/**
 * Why a line holds no event. The sentences name no content and no number, so that equal problems
 * are counted as one.
 */
export const PROBLEMS = {
  'not-json': 'The line is not JSON: write one event, as a JSON object, on each line.',
  'not-an-event': 'The line is JSON, but not an object: write one event, as a JSON object, on each line.',
  'not-utf-8': 'The line is not UTF-8: save the events in that encoding.',
  'line-too-long': 'The line is longer than 32 MB, so it is not an event: write one event on each line.',
  'not-kept': 'This line stands for one that was too long to keep. Find the original in its source.',
} as const

export type UnreadableReason = keyof typeof PROBLEMS

interface Place {
  /** Counted from 1. */
  line: number
  /** Bytes in the line. */
  size: number
  /** Bytes of the stream read up to the end of the line. */
  end: number
}

/** A line that holds an event, and the original text of the event. */
export interface EventLine extends Place {
  event: Event
  raw: string
}

/**
 * A line without an event: the reason and the original text. Bytes when it is no text, null when it
 * is too long to keep.
 */
export interface UnreadableLine extends Place {
  reason: UnreadableReason
  /** A sentence for the operator. */
  message: string
  raw: string | Buffer | null
}

/** A line of the input. */
export type InputLine = EventLine | UnreadableLine
