import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router'
import { desk } from './desk-route.tsx'
import { toCallsSearch } from './calls/calls-search.ts'
import { toCorrectSearch } from './notices/correct-search.ts'
import { toListSearch } from './ui/list-search.ts'

const onDesk = () => desk
/** Notices: written, followed, corrected, called about. */
export const noticeRoutes = [
  createRoute({
    getParentRoute: onDesk,
    path: '/notices',
    validateSearch: toListSearch,
    component: lazy(() => import('./notices/notices-screen.tsx'), 'NoticesScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/notices/new',
    component: lazy(() => import('./notices/new-notice-screen.tsx'), 'NewNoticeScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/notices/$id',
    component: lazy(() => import('./notices/notice-screen.tsx'), 'NoticeScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/notices/$id/correct',
    validateSearch: toCorrectSearch,
    component: lazy(() => import('./notices/correct-screen.tsx'), 'CorrectScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/notices/$id/not-hit',
    component: lazy(() => import('./notices/not-hit-screen.tsx'), 'NotHitScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/notices/$id/calls',
    validateSearch: toCallsSearch,
    component: lazy(() => import('./calls/calls-screen.tsx'), 'CallsScreen'),
  }),
  createRoute({
    getParentRoute: onDesk,
    path: '/calls',
    validateSearch: toCallsSearch,
    component: lazy(() => import('./calls/all-calls-screen.tsx'), 'AllCallsScreen'),
  }),
] as const
