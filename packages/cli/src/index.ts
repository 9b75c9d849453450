export type { EventLine, UnreadableLine } from './ndjson/event-line'
export { readEvents } from './ndjson/read-events'
export { renderTable, type TableOptions } from './table'
