export { createHost, type Event, type Host, type HostOptions } from './deliver'
export { createDryRun } from './dry-run'
export { failed, OUTCOMES, type Outcome, type Report, toReport } from './report'
