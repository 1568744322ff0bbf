import type { Route } from '@tocsin/api'
import { IN_PROCESS, networkOf } from './address.ts'
import { DEFAULT_MAX_BODY } from './parse.ts'
import { openSlots } from './slots.ts'

/** Large bodies of whoever has no account that are held at the same time, in all and from one network: each takes megabytes. */
const IN_ALL = 32
const FROM_ONE = 2

/** Lets a request in, or throws `too-many-requests`; the returned function says that it is done with. */
type Admit = (
  route: Pick<Route, 'access' | 'maxBody'>,
  request: Request,
  address: string,
) => () => void

/** Bounds what strangers make this process hold, before a byte of their bodies is read. */
export function openLargeBodies(): Admit {
  const take = openSlots('too many large reports come in at once; try again in a minute')
  return ({ access, maxBody = DEFAULT_MAX_BODY }, request, address) => {
    const said = request.headers.get('content-length')
    const isLarge = maxBody > DEFAULT_MAX_BODY && (said === null || Number(said) > DEFAULT_MAX_BODY)
    if (access !== 'public' || !isLarge || address === IN_PROCESS) return () => undefined
    return take([
      { who: 'all', max: IN_ALL },
      { who: networkOf(address), max: FROM_ONE },
    ])
  }
}
