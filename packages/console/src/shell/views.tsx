import type { FunctionComponent } from 'preact'
import { DeadLetters } from '../views/dead-letters/dead-letters'
import { Events } from '../views/events/events'
import { FirstVisit } from '../views/first-visit/first-visit'
import { Integrations } from '../views/integrations/integrations'
import { Overview } from '../views/overview/overview'
import { Sources } from '../views/sources/sources'
import { TestEvent } from '../views/test-event/test-event'

export interface View {
  /** The first part of the address. */
  path: string
  title: string
  /** Takes the rest of the address: `/events/freshdesk/12` gives `["freshdesk", "12"]`. */
  component: FunctionComponent<{ rest: string[] }>
  /** A view without a place in the navigation. */
  isHidden?: boolean
}

/** The views in the order of the navigation. A view is one folder and one line here. */
export const VIEWS: readonly View[] = [
  { path: 'events', title: 'Events', component: Events },
  { path: 'dead-letters', title: 'Dead letters', component: DeadLetters },
  { path: 'overview', title: 'Overview', component: Overview },
  { path: 'integrations', title: 'Integrations', component: Integrations },
  { path: 'sources', title: 'Sources', component: Sources },
  { path: 'test-event', title: 'Send a test event', component: TestEvent },
  { path: 'start', title: 'Deliver the first event', component: FirstVisit, isHidden: true },
]
