/** Screens of the desk on which members work with each other: matchings, look-back, knowledge, cases, disclosures, meetings. */
import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router'
import { desk } from './desk-route.tsx'
import { toIncidentSearch, toIncidentsSearch, toKeepSearch } from './incidents/search.ts'
import { toKnowledgeSearch } from './knowledge/search.ts'
import { toCallSearch } from './meetings/search.ts'
import { toListSearch } from './ui/list-search.ts'

const onDesk = () => desk
export const togetherRoutes = [
  createRoute({
    getParentRoute: onDesk,
    path: '/matchings',
    component: lazy(() => import('./matching/matchings-screen.tsx'), 'MatchingsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/matchings/new',
    component: lazy(() => import('./matching/propose-screen.tsx'), 'ProposeMatchingScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/matchings/$id',
    component: lazy(() => import('./matching/matching-screen.tsx'), 'MatchingScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/knowledge',
    validateSearch: toKnowledgeSearch,
    component: lazy(() => import('./knowledge/knowledge-screen.tsx'), 'KnowledgeScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/knowledge/$id',
    component: lazy(() => import('./knowledge/technique-screen.tsx'), 'TechniqueScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/incidents',
    validateSearch: toIncidentsSearch,
    component: lazy(() => import('./incidents/incidents-screen.tsx'), 'IncidentsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/incidents/new',
    validateSearch: toKeepSearch,
    component: lazy(() => import('./incidents/keep-screen.tsx'), 'KeepIncidentScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/incidents/$id',
    validateSearch: toIncidentSearch,
    component: lazy(() => import('./incidents/incident-screen.tsx'), 'IncidentScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/lookback',
    component: lazy(() => import('./lookback/lookback-screen.tsx'), 'LookbackScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/lookback/$id',
    component: lazy(() => import('./lookback/hits-screen.tsx'), 'LookbackHitsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/lookback/$id/sightings',
    component: lazy(() => import('./sightings/sightings-screen.tsx'), 'SightingsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/cases',
    validateSearch: toListSearch,
    component: lazy(() => import('./cases/cases-screen.tsx'), 'CasesScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/cases/new',
    component: lazy(() => import('./cases/open-screen.tsx'), 'OpenCaseScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/cases/$id',
    component: lazy(() => import('./cases/case-screen.tsx'), 'CaseScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/appeals',
    component: lazy(() => import('./appeals/appeals-screen.tsx'), 'AppealsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/duty',
    component: lazy(() => import('./duty/duty-screen.tsx'), 'DutyScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/disclosures',
    component: lazy(() => import('./disclosures/disclosures-screen.tsx'), 'DisclosuresScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/disclosures/new',
    component: lazy(() => import('./disclosures/propose-screen.tsx'), 'ProposeDisclosureScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/disclosures/$id',
    component: lazy(() => import('./disclosures/disclosure-screen.tsx'), 'DisclosureScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/meetings',
    component: lazy(() => import('./meetings/meetings-screen.tsx'), 'MeetingsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/meetings/new',
    component: lazy(() => import('./meetings/call-screen.tsx'), 'CallMeetingScreen'),
    validateSearch: toCallSearch,
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/meetings/$id',
    component: lazy(() => import('./meetings/meeting-screen.tsx'), 'MeetingScreen'),
  }),
] as const
