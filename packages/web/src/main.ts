import { mendPosixLocale } from './posix-locale.ts'
import './styles/base.css'

/** The pages behind mailed links are bundles of their own: a clerk on bad signal loads nothing of the desk. */
async function start(): Promise<void> {
  mendPosixLocale()
  if (import.meta.env.MODE === 'mock') (await import('./mock-api/install.ts')).installMockApi()
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  const isOfficePage = /^\/(n(\/[^/]+)?|check|report)\/?$/.test(location.pathname)
  const isSuspiciousPage = /^\/suspicious(\/party)?\/?$/.test(location.pathname)
  const isPartyPage = /^\/p\/?$/.test(location.pathname)
  if (/^\/tell\/?$/.test(location.pathname))
    await (await import('./door/public.ts')).renderPublic(root)
  else if (/^\/about\/?$/.test(location.pathname))
    await (await import('./front/front.ts')).renderAbout(root)
  else if (location.pathname === '/') await renderHome(root)
  else if (isSuspiciousPage) (await import('./door/suspicious.ts')).renderSuspicious(root)
  else if (isPartyPage) await (await import('./door/party.ts')).renderParty(root)
  else if (isOfficePage) await (await import('./door/office.ts')).renderOffice(root)
  else (await import('./render-desk.tsx')).renderDesk(root)
}

/** Whoever is signed in goes on to their desk; everybody else reads what this exchange is, and loads nothing of the desk. */
async function renderHome(root: HTMLElement): Promise<void> {
  const came = await (await import('./front/front.ts')).renderFront(root)
  if (came === 'signed-in') (await import('./render-desk.tsx')).renderDesk(root)
}

void start()
