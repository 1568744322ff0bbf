import { useEffect, useState } from 'react'

const TICK_MS = 10_000

/**
 * The time by the clock of the exchange, which goes on while the page is open. `said` is what that clock said at `heardAt`, in
 * milliseconds of this browser's clock; before anything was said it is this browser's own time.
 */
export function useClock(said: string | undefined, heardAt: number): Date {
  const [own, setOwn] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setOwn(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  if (said === undefined) return new Date(own)
  return new Date(Date.parse(said) + Math.max(0, own - heardAt))
}
