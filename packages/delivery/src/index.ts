export { createHost, type Event, type Host, type HostOptions } from './deliver'
export { type EventLine, readEvents, type UnreadableLine } from './events'
export { failed, type Outcome, type Report } from './report'
export { renderTable, type TableOptions } from './table'
