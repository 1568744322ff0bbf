import type { Disclosure } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { ownInstant, untilWords } from './words.ts'

const TICK_MS = 1000

/** How long until the own part opens, by the exchange's clock as far as this device can tell. */
export function Clock({ one, heardAt }: { one: Disclosure; heardAt: number }) {
  const now = useExchangeTime(one.now, heardAt)
  const own = ownInstant(one)
  const isOpen = one.opened
  return (
    <div className="stack">
      <p>
        The joint instant is{' '}
        <strong>
          <When at={one.opensAt} seconds />
        </strong>
        .
        {one.standing === 'alone' ? (
          <>
            {' '}
            Yours is <When at={one.ownOpensAt} seconds />, which the others are not told.
          </>
        ) : null}
      </p>
      {own !== undefined && !isOpen ? <Until milliseconds={Date.parse(own) - now} /> : null}
      {one.version === undefined ? null : (
        <p>
          <Link
            to="/disclosures/$id/$version"
            params={{ id: one.id, version: String(one.version) }}
          >
            What is public, version {one.version}
          </Link>
        </p>
      )}
    </div>
  )
}

function Until({ milliseconds }: { milliseconds: number }) {
  if (milliseconds <= 0)
    return (
      <Note tone="warn">
        <p>
          The instant has come and the exchange is opening it. Where this stays for minutes, its
          operator finds the cause in its log.
        </p>
      </Note>
    )
  return (
    <p>
      Your part opens in <strong role="timer">{untilWords(milliseconds)}</strong>. Nothing opens
      earlier, and a part that is missing then is named and delays nobody.
    </p>
  )
}

/** The exchange's time, going on from the answer that said it, which this browser heard at `heardAt` by its own clock. */
function useExchangeTime(said: string, heardAt: number): number {
  const [own, setOwn] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setOwn(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return Date.parse(said) + Math.max(0, own - heardAt)
}
