/**
 * What a running server needs to change an integration without a restart.
 *
 * `revision` grows with each change of an integration, so that its worker notices. `paused` is a
 * pause by a person. `managed_by` says who may change a row: the configuration file or the console.
 */
export const liveConfiguration = `
alter table account
  add column revision int not null default 1,
  add column paused boolean not null default false,
  add column managed_by text not null default 'file' check (managed_by in ('file', 'console'));
alter table source
  add column managed_by text not null default 'file' check (managed_by in ('file', 'console'));
`
