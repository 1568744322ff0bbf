import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useRouter } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { LanguageButton, LanguageProvider, useSpeech } from '../ui/language.tsx'
import { ExerciseBanner } from '../ui/exercise-banner.tsx'
import { exchangeQuery, useRequestLink, useSignIn } from './data.ts'
import { takeWanted } from './wanted.ts'

/** A mailed link only opens this page: the token is spent by a press, since mail scanners open links too. */
export function SignInScreen() {
  return (
    <LanguageProvider offered>
      <SignIn />
    </LanguageProvider>
  )
}

function SignIn() {
  const { desk } = useSpeech()
  const token = useLocation({ select: ({ hash }) => new URLSearchParams(hash).get('token') })
  const { data: exchange } = useQuery(exchangeQuery)
  useEffect(() => {
    document.title = `${desk.signIn} · Tocsin`
  }, [desk])
  return (
    <>
      {exchange?.exercise ? <ExerciseBanner /> : null}
      <main className="alone stack">
        <div className="row">
          <img src="/bell.svg" width="40" height="40" alt="" />
          <h1 className="alone-title">
            <a href="/">{exchange?.name ?? 'Tocsin'}</a>
          </h1>
          <LanguageButton />
        </div>
        {token ? <SpendToken token={token} /> : <AskForLink />}
        <p className="soft small">
          {desk.noAccount} <Link to="/log">{desk.log}</Link> ·{' '}
          <Link to="/register">{desk.register}</Link> · <Link to="/defended">{desk.defended}</Link>{' '}
          · <Link to="/verify">{desk.checkReceipt}</Link> · <a href="/check">{desk.checkCaller}</a>
        </p>
      </main>
    </>
  )
}

function SpendToken(props: { token: string }) {
  const { desk } = useSpeech()
  const signIn = useSignIn()
  const router = useRouter()
  return (
    <section className="panel stack">
      <h2>{desk.once}</h2>
      <p>{desk.press}</p>
      <Fault error={signIn.error} />
      <BusyButton
        size="md"
        busy={signIn.isPending}
        onClick={() =>
          signIn.mutate(props.token, {
            onSuccess: ({ person }) =>
              router.history.replace(takeWanted(localStorage, Date.now(), person.id) ?? '/'),
          })
        }
      >
        {desk.signIn}
      </BusyButton>
      {signIn.error ? <Link to="/sign-in">{desk.newLink}</Link> : null}
    </section>
  )
}

function AskForLink() {
  const { desk } = useSpeech()
  const [email, setEmail] = useState('')
  const request = useRequestLink()
  const { data: exchange } = useQuery(exchangeQuery)
  const mail = request.data?.mail ?? exchange?.mail
  const stuck = mail && desk.linkStuck[mail]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    request.mutate(email.trim())
  }
  return (
    <section className="panel">
      <h2>{desk.signIn}</h2>
      {mail === 'none' ? null : <p>{desk.signInText}</p>}
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={desk.email}
          type="email"
          autoComplete="email"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <BusyButton type="submit" busy={request.isPending}>
          {desk.mailLink}
        </BusyButton>
        <Fault error={request.error} />
        {stuck ? (
          <Note tone="bad" role="alert">
            <p>{stuck}</p>
          </Note>
        ) : null}
        {request.isSuccess && mail !== 'none' ? (
          <Said tone={stuck ? 'plain' : 'good'}>
            <p>{desk.linkSent}</p>
          </Said>
        ) : null}
      </form>
    </section>
  )
}
