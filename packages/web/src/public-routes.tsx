import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent as lazy,
  redirect,
} from '@tanstack/react-router'
import { NotFound } from './desk/desk-screen.tsx'
import { toRegisterSearch } from './register/search.ts'

type RouterContext = { client: QueryClient }
/** Above every page. */
export const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazy(() => import('./session/sign-in-screen.tsx'), 'SignInScreen'),
})
const log = createRoute({
  getParentRoute: () => root,
  path: '/log',
  component: lazy(() => import('./log/log-screen.tsx'), 'LogScreen'),
})
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazy(() => import('./log/verify-screen.tsx'), 'VerifyScreen'),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: toRegisterSearch,
  component: lazy(() => import('./register/register-screen.tsx'), 'RegisterScreen'),
})

const registerCounts = createRoute({
  getParentRoute: () => root,
  path: '/register/counts',
  component: lazy(() => import('./register/counts-screen.tsx'), 'CountsScreen'),
})

const registerMeeting = createRoute({
  getParentRoute: () => root,
  path: '/register/meetings/$id',
  component: lazy(() => import('./register/meeting-screen.tsx'), 'MeetingScreen'),
})

const registerEntry = createRoute({
  getParentRoute: () => root,
  path: '/register/$id',
  component: lazy(() => import('./register/register-entry-screen.tsx'), 'RegisterEntryScreen'),
})

const publishedList = createRoute({
  getParentRoute: () => root,
  path: '/disclosures/published',
  component: lazy(() => import('./disclosures/published-list-screen.tsx'), 'PublishedListScreen'),
})

const published = createRoute({
  getParentRoute: () => root,
  path: '/disclosures/$id/$version',
  component: lazy(() => import('./disclosures/published-screen.tsx'), 'PublishedScreen'),
})

const bulletins = createRoute({
  getParentRoute: () => root,
  path: '/bulletins',
  component: lazy(() => import('./bulletins/bulletins-screen.tsx'), 'BulletinsScreen'),
})

const bulletin = createRoute({
  getParentRoute: () => root,
  path: '/bulletins/$id',
  component: lazy(() => import('./bulletins/bulletin-screen.tsx'), 'BulletinScreen'),
})

const defended = createRoute({
  getParentRoute: () => root,
  path: '/defended',
  component: lazy(() => import('./alerts/defended-screen.tsx'), 'DefendedScreen'),
})

const named = createRoute({
  getParentRoute: () => root,
  path: '/named',
  component: lazy(() => import('./named/named-screen.tsx'), 'NamedScreen'),
})

/** A page of the doors, which loads nothing of the desk. */
const suspicious = createRoute({
  getParentRoute: () => root,
  path: '/suspicious',
  beforeLoad: () => {
    throw redirect({ href: '/suspicious', reloadDocument: true })
  },
})

const disclosures = [publishedList, published] as const
const registers = [
  bulletins,
  bulletin,
  register,
  registerCounts,
  registerEntry,
  registerMeeting,
] as const
/** Pages that need no session. */
export const publicRoutes = [
  signIn,
  log,
  verify,
  defended,
  suspicious,
  named,
  ...registers,
  ...disclosures,
] as const
