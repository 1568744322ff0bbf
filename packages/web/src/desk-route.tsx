/** The part of the screens that needs a session. */
import { createRoute, redirect } from '@tanstack/react-router'
import { DeskScreen } from './desk/desk-screen.tsx'
import { root } from './public-routes.tsx'
import { enterDesk } from './session/data.ts'
import { homeOf, whoOf } from './session/desks.ts'

/** With which the ids of all routes begin that need a session, those under `desk`. */
export const DESK = '/desk'
/** Everything below needs a session; the guard asks once and the screens read its answer. */
export const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: enterDesk,
  component: DeskScreen,
})

/** Where a person lands. */
export const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: homeOf(whoOf(context.session)), replace: true })
  },
})
