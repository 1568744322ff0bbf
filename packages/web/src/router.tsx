import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { Busy, Fault } from './components/feedback.tsx'
import { sessionQuery } from './data/session.ts'
import { isSignedOut } from './lib/client.ts'
import { homeOf, whoOf } from './lib/desk.ts'
import { DeskScreen, NotFound } from './routes/desk.tsx'

type RouterContext = { client: QueryClient }

const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./routes/sign-in.tsx'), 'SignInScreen'),
})

const log = createRoute({
  getParentRoute: () => root,
  path: '/log',
  component: lazyRouteComponent(() => import('./routes/log.tsx'), 'LogScreen'),
})

const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazyRouteComponent(() => import('./routes/verify.tsx'), 'VerifyScreen'),
})

/** Everything below needs a session; the guard asks once and the screens read its answer. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ context }) => {
    try {
      return { session: await context.client.ensureQueryData(sessionQuery) }
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: '/sign-in' })
      throw error
    }
  },
  component: DeskScreen,
})

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: homeOf(whoOf(context.session)), replace: true })
  },
})

const onDesk = () => desk

const screens = [
  createRoute({
    getParentRoute: onDesk,
    path: '/findings',
    component: lazyRouteComponent(() => import('./routes/findings.tsx'), 'FindingsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/findings/$id',
    component: lazyRouteComponent(() => import('./routes/findings.$id.tsx'), 'FindingScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/share/$id',
    component: lazyRouteComponent(() => import('./routes/share.$id.tsx'), 'ShareScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/inbox',
    component: lazyRouteComponent(() => import('./routes/inbox.tsx'), 'InboxScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/sent',
    component: lazyRouteComponent(() => import('./routes/sent.tsx'), 'SentScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/releases/$id',
    component: lazyRouteComponent(() => import('./routes/releases.$id.tsx'), 'ReleaseScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/notices',
    component: lazyRouteComponent(() => import('./routes/notices.tsx'), 'NoticesScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/notices/new',
    component: lazyRouteComponent(() => import('./routes/notices.new.tsx'), 'NewNoticeScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/notices/$id',
    component: lazyRouteComponent(() => import('./routes/notices.$id.tsx'), 'NoticeScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/refusals',
    component: lazyRouteComponent(() => import('./routes/refusals.tsx'), 'RefusalsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/members',
    component: lazyRouteComponent(() => import('./routes/members.tsx'), 'MembersScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/groups',
    component: lazyRouteComponent(() => import('./routes/groups.tsx'), 'GroupsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/offices',
    component: lazyRouteComponent(() => import('./routes/offices.tsx'), 'OfficesScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/overview',
    component: lazyRouteComponent(() => import('./routes/overview.tsx'), 'OverviewScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/keys',
    component: lazyRouteComponent(() => import('./routes/keys.tsx'), 'KeysScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/drill',
    component: lazyRouteComponent(() => import('./routes/drill.tsx'), 'DrillScreen'),
  }),
] as const

const tree = root.addChildren([signIn, log, verify, desk.addChildren([home, ...screens])])

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
  interface Register {
    router: ReturnType<typeof createDeskRouter>
  }
}
