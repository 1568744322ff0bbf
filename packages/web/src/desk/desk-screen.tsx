import { Link } from '@tanstack/react-router'
import { useSuspenseQuery } from '@tanstack/react-query'
import { LanguageProvider } from '../ui/language.tsx'
import { chooseZone } from '../words/time.ts'
import { Shell } from './shell.tsx'
import { sessionQuery, useSignOut } from '../session/data.ts'

export function DeskScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const signOut = useSignOut()
  const { timeZone } = session.person
  // Before anything below names a time.
  chooseZone(timeZone)
  return (
    <LanguageProvider
      offered={session.person.roles.includes('clerk')}
      languages={session.exchange.languages}
    >
      <Shell key={timeZone ?? ''} session={session} onSignOut={() => signOut.mutate()} />
    </LanguageProvider>
  )
}

export function NotFound() {
  return (
    <main className="alone">
      <h1>There is no such page</h1>
      <p>
        The address may be mistyped, or what it showed was taken back.{' '}
        <Link to="/">Go to your desk</Link>.
      </p>
    </main>
  )
}
