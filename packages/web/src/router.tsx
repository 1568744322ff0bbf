import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent as lazy } from '@tanstack/react-router'
import { Busy, Fault } from './ui/feedback.tsx'
import { desk, home } from './desk-route.tsx'
import { noticeRoutes } from './notice-routes.tsx'
import { publicRoutes, root } from './public-routes.tsx'
import { togetherRoutes } from './together-routes.tsx'
import { toAlertSearch } from './alerts/search.ts'
import { toPartySearch } from './parties/search.ts'
import { toFindSearch, toInboxSearch, toOpenSearch, toWordsSearch } from './ui/list-search.ts'
import { toLineageSearch } from './lineage/search.ts'
import { toTriageSearch } from './findings/triage-search.ts'

const onDesk = () => desk
const screens = [
  createRoute({
    getParentRoute: onDesk,
    path: '/findings',
    validateSearch: toTriageSearch,
    component: lazy(() => import('./findings/findings-screen.tsx'), 'FindingsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/findings/$id',
    component: lazy(() => import('./findings/finding-screen.tsx'), 'FindingScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/findings/$id/lineage',
    validateSearch: toLineageSearch,
    component: lazy(() => import('./lineage/lineage-screen.tsx'), 'LineageScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/runs/$id/method',
    component: lazy(() => import('./releases/share-method-screen.tsx'), 'ShareMethodScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/releases/$id/method',
    component: lazy(() => import('./releases/run-method-screen.tsx'), 'RunMethodScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/share/$id',
    component: lazy(() => import('./releases/share-screen.tsx'), 'ShareScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/compose',
    component: lazy(() => import('./compose/compose-screen.tsx'), 'ComposeScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/compose/$id',
    component: lazy(() => import('./compose/draft-screen.tsx'), 'DraftScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/inbox',
    validateSearch: toInboxSearch,
    component: lazy(() => import('./releases/inbox-screen.tsx'), 'InboxScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/sent',
    component: lazy(() => import('./releases/sent-screen.tsx'), 'SentScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/templates',
    component: lazy(() => import('./compose/templates-screen.tsx'), 'TemplatesScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/releases/$id/correct',
    component: lazy(() => import('./releases/correct-screen.tsx'), 'CorrectScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/releases/$id/tear-line',
    validateSearch: (asked: Record<string, unknown>): { revises?: string } =>
      typeof asked['revises'] === 'string' ? { revises: asked['revises'] } : {},
    component: lazy(() => import('./releases/tear-line-screen.tsx'), 'TearLineScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/releases/$id',
    component: lazy(() => import('./releases/release-screen.tsx'), 'ReleaseScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/messages',
    component: lazy(() => import('./reviews/messages-screen.tsx'), 'MessagesScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/messages/$id/change',
    component: lazy(() => import('./reviews/change-screen.tsx'), 'ChangeMessageScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/messages/$id',
    component: lazy(() => import('./reviews/message-screen.tsx'), 'MessageScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/reports',
    component: lazy(() => import('./reports/reports-screen.tsx'), 'ReportsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/reports/public',
    component: lazy(() => import('./reports/public-screen.tsx'), 'PublicReportsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/alerts',
    validateSearch: toAlertSearch,
    component: lazy(() => import('./alerts/alerts-screen.tsx'), 'AlertsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/alerts/$id',
    component: lazy(() => import('./alerts/alert-screen.tsx'), 'AlertScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/vendors',
    validateSearch: toWordsSearch,
    component: lazy(() => import('./vendors/vendors-screen.tsx'), 'VendorsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/parties',
    validateSearch: toPartySearch,
    component: lazy(() => import('./parties/parties-screen.tsx'), 'PartiesScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/parties/new',
    validateSearch: (asked: Record<string, unknown>): { other?: true } =>
      asked['other'] === true ? { other: true } : {},
    component: lazy(() => import('./parties/propose-screen.tsx'), 'ProposePartyScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/parties/$id',
    component: lazy(() => import('./parties/party-screen.tsx'), 'PartyScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/parties/$id/change',
    component: lazy(() => import('./parties/propose-screen.tsx'), 'ChangePartyScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/refusals',
    component: lazy(() => import('./refusals/refusals-screen.tsx'), 'RefusalsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/rules',
    component: lazy(() => import('./refusals/rules-screen.tsx'), 'RulesScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/erasure',
    component: lazy(() => import('./erasure/erasure-screen.tsx'), 'ErasureScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/members',
    validateSearch: toOpenSearch,
    component: lazy(() => import('./members/members-screen.tsx'), 'MembersScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/groups',
    component: lazy(() => import('./groups/groups-screen.tsx'), 'GroupsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/groups/$id/charter',
    component: lazy(() => import('./charters/charter-screen.tsx'), 'CharterScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/groups/$id/charter/propose',
    component: lazy(() => import('./charters/propose-screen.tsx'), 'ProposeCharterScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/groups/$id/charter/$number',
    component: lazy(() => import('./charters/version-screen.tsx'), 'CharterVersionScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/elections',
    component: lazy(() => import('./elections/elections-screen.tsx'), 'ElectionsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/offices',
    validateSearch: toFindSearch,
    component: lazy(() => import('./offices/offices-screen.tsx'), 'OfficesScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/first-run',
    component: lazy(() => import('./overview/first-run-screen.tsx'), 'FirstRunScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/overview',
    component: lazy(() => import('./overview/overview-screen.tsx'), 'OverviewScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/audit',
    component: lazy(() => import('./audit/audit-screen.tsx'), 'AuditScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/openings',
    component: lazy(() => import('./decisions/holders-screen.tsx'), 'HoldersScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/keys',
    component: lazy(() => import('./keys/keys-screen.tsx'), 'KeysScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/settings',
    component: lazy(() => import('./settings/settings-screen.tsx'), 'SettingsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/drill',
    component: lazy(() => import('./drill/drill-screen.tsx'), 'DrillScreen'),
  }),
] as const

const tree = root.addChildren([
  ...publicRoutes,
  desk.addChildren([home, ...noticeRoutes, ...screens, ...togetherRoutes]),
])

export function createDeskRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingComponent: () => <Busy what="the screen" />,
    defaultErrorComponent: ({ error, reset }) => <Fault error={error} retry={reset} />,
  })
}

declare module '@tanstack/react-router' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to a declaration of the router's own
  interface Register {
    router: ReturnType<typeof createDeskRouter>
  }
}
