/** The configuration that a pause is about: a changed key or setting ends a refusal. */
export const pauseRevision = `
alter table lease add column pause_revision int;
`
