import '@fontsource/ibm-plex-mono/latin-400.css'
import './styles/desk.css'
import { MantineProvider, type MantineThemeOverride } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, type AnyRoute } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { forgetPerson, sessionQuery } from './session/data.ts'
import { isSignedOut, isWorthRetrying } from './client.ts'
import { DESK } from './desk-route.tsx'
import { createDeskRouter } from './router.tsx'
import { keepWanted } from './session/wanted.ts'

/** A hint stands under its field, so that fields of one row stand in one line. */
const THEME: MantineThemeOverride = {
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
  },
}

/** Draws everything but the office pages. No style or script is injected, so a strict CSP holds. */
export function renderDesk(root: HTMLElement): void {
  const client: QueryClient = new QueryClient({
    defaultOptions: { queries: { retry: isWorthRetrying, staleTime: 5_000 } },
  })
  const router = createDeskRouter(client)
  loadAhead(router, client)
  client.getQueryCache().subscribe((event) => {
    const lostSession = event.type === 'updated' && isSignedOut(event.query.state.error)
    // A page for everybody needs no session, though it may have asked for one beforehand, for where a link leads.
    const isDesk = router.state.matches.some(({ routeId }) => routeId.startsWith(DESK))
    if (!lostSession || !isDesk) return
    const session = client.getQueryData(sessionQuery.queryKey)
    keepWanted(localStorage, router.state.location.href, Date.now(), session?.person.id)
    void router.navigate({ to: '/sign-in' }).then(() => forgetPerson(client))
  })
  createRoot(root).render(
    <MantineProvider
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
      theme={THEME}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

/** Asks who is signed in, and for the code of the screen that was asked for, at once and not one after the other. */
function loadAhead(router: ReturnType<typeof createDeskRouter>, client: QueryClient): void {
  const routes: Record<string, AnyRoute> = router.routesById
  for (const match of router.matchRoutes(router.latestLocation)) {
    const id = String(match.routeId)
    if (id.startsWith(DESK)) void client.prefetchQuery(sessionQuery)
    const route = routes[id]
    // What cannot be had now is asked for again, and said, when the screen is drawn.
    if (route) void router.loadRouteChunk(route)?.catch(() => undefined)
  }
}
