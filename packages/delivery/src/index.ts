export { createHost, type Event, type Host, type HostOptions } from './deliver'
export { failed, type Outcome, type Report } from './report'
