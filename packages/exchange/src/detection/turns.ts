/** Turns at work that is scarce, fair over those who wait: a member with sixty runs holds nobody up by more than one. */
export type Turns = {
  /** Does `work` when it is the turn of `who`; in order for each, in rotation over all. */
  take: <T>(who: string, work: () => Promise<T>) => Promise<T>
}

/** Lets `atOnce` works go on at the same time. */
export function openTurns(atOnce: number): Turns {
  // The one served last stands last, so the first key is the one who has waited longest for a turn.
  const waiting = new Map<string, (() => Promise<void>)[]>()
  let free = atOnce
  const next = (): void => {
    const [first] = waiting
    if (free === 0 || !first) return
    const [who, works] = first
    const work = works.shift()!
    waiting.delete(who)
    if (works.length > 0) waiting.set(who, works)
    free--
    void work().finally(() => {
      free++
      next()
    })
  }
  return {
    take: (who, work) =>
      new Promise((resolve, reject) => {
        const works = waiting.get(who) ?? []
        works.push(() => work().then(resolve, reject))
        waiting.set(who, works)
        next()
      }),
  }
}
