import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent } from 'react'
import { Fault, Said } from '../components/feedback.tsx'
import { ExerciseBanner } from '../components/shell.tsx'
import { exchangeQuery, useRequestLink, useSignIn } from '../data/session.ts'

/** A mailed link only opens this page: the token is spent by a press, since mail scanners open links too. */
export function SignInScreen() {
  const token = useLocation({ select: ({ hash }) => new URLSearchParams(hash).get('token') })
  const { data: exchange } = useQuery(exchangeQuery)
  useEffect(() => {
    document.title = 'Sign in · Tocsin'
  }, [])
  return (
    <>
      {exchange?.exercise ? <ExerciseBanner /> : null}
      <main className="alone stack">
        <div className="row">
          <img src="/bell.svg" width="40" height="40" alt="" />
          <h1 className="alone-title">{exchange?.name ?? 'Tocsin'}</h1>
        </div>
        {token ? <SpendToken token={token} /> : <AskForLink />}
        <p className="soft small">
          No account needed: <Link to="/log">public log</Link> ·{' '}
          <Link to="/verify">check a receipt</Link> · <a href="/check">check a caller</a>
        </p>
      </main>
    </>
  )
}

function SpendToken(props: { token: string }) {
  const signIn = useSignIn()
  const navigate = useNavigate()
  return (
    <section className="panel stack">
      <h2>Your link works once</h2>
      <p>Press the button to sign in on this device.</p>
      <Fault error={signIn.error} />
      <Button
        size="md"
        loading={signIn.isPending}
        onClick={() =>
          signIn.mutate(props.token, { onSuccess: () => void navigate({ to: '/', replace: true }) })
        }
      >
        Sign in
      </Button>
      {signIn.error ? <Link to="/sign-in">Ask for a new link</Link> : null}
    </section>
  )
}

function AskForLink() {
  const [email, setEmail] = useState('')
  const request = useRequestLink()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    request.mutate(email.trim())
  }
  return (
    <section className="panel">
      <h2>Sign in</h2>
      <p>We mail you a link. There are no passwords here.</p>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label="Work e-mail"
          type="email"
          autoComplete="email"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" loading={request.isPending}>
          Mail me a link
        </Button>
        <Fault error={request.error} />
        {request.isSuccess ? (
          <Said>
            <p>
              If that address is known here, a link is on its way. It works once, for a short time.
            </p>
          </Said>
        ) : null}
      </form>
    </section>
  )
}
