import type { components, operations } from './schema'

/** The names by which the views call the shapes of the admin API. */
type Schemas = components['schemas']

type Body<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { 'application/json': infer Value } }
}
  ? Value
  : never

export type EventSummary = Schemas['EventSummary']
export type EventDetail = Schemas['EventDetail']
export type EventPage = Schemas['EventPage']
export type EventFilter = NonNullable<operations['getEvents']['parameters']['query']>
export type Status = EventSummary['status']
export type Person = Schemas['Person']
export type Attempt = Schemas['Attempt']
export type Call = Schemas['Call']
export type TestEventResult = operations['postTestEvents']['responses'][202]['content']['application/json']
export type LiveChanges = Schemas['LiveChanges']

export type DeadLetterGroup = Schemas['DeadLetterGroup']
export type ReplayRequest = Body<'postReplay'>

export type Overview = Schemas['Overview']
export type OverviewMinutes = NonNullable<NonNullable<operations['getOverview']['parameters']['query']>['minutes']>

export type Preview = Schemas['Preview']
export type PreviewAction = Schemas['PreviewAction']
export type PreviewField = Schemas['PreviewField']
export type Omission = Attempt['omitted'][number] & Partial<PreviewAction['omitted'][number]>
export type PreviewRequest = Body<'postPreview'>

export type Destination = Schemas['Destination']
export type SettingField = Schemas['SettingField']
export type ActionField = Schemas['ActionField']
export type Integration = Schemas['Integration']
export type Subscription = Schemas['Subscription']
export type NewIntegration = Body<'postIntegrations'>
export type IntegrationChange = Body<'patchIntegrationsName'>
export type Revision = Schemas['Revision']
export type TestConnection = Schemas['ConnectionTest']
export type TestConnectionRequest = Body<'postIntegrationsTestConnection'>

export type Source = Schemas['Source']
export type NewSource = Body<'postSources'>
/** The write key is shown once. */
export type NewSourceWithKey = operations['postSources']['responses'][201]['content']['application/json']
export type SourceChange = Body<'patchSourcesName'>
