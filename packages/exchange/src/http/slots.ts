import { ExchangeError } from '../errors.ts'

/** Takes one place of each of `whose`, or none and throws `too-many-requests`; the returned function gives them back. */
export type TakeSlots = (whose: { who: string; max: number }[]) => () => void

/** Counts what is held open here at the same time, by whom; `refusal` is told to one who would hold too much. */
export function openSlots(refusal: string): TakeSlots {
  const taken = new Map<string, number>()
  const add = (who: string, change: number) => {
    const count = (taken.get(who) ?? 0) + change
    if (count > 0) taken.set(who, count)
    else taken.delete(who)
  }
  return (whose) => {
    if (whose.some(({ who, max }) => (taken.get(who) ?? 0) >= max)) {
      throw new ExchangeError('too-many-requests', refusal)
    }
    for (const { who } of whose) add(who, 1)
    let held = true
    return () => {
      if (held) for (const { who } of whose) add(who, -1)
      held = false
    }
  }
}
