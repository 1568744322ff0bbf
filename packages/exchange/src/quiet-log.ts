/** Says one thing at most this often, however often it happens. */
const EVERY_MS = 60_000

/** `say` is given how many times it was not said since the last time; told `now`, in milliseconds. */
export type QuietLog = (say: (unsaid: number) => void, now?: number) => void

/** What happens many times a second while something is away is said at once, then once a minute with how often it happened. */
export function openQuietLog(): QuietLog {
  let next = 0
  let unsaid = 0
  return (say, now = performance.now()) => {
    if (now < next) {
      unsaid++
      return
    }
    next = now + EVERY_MS
    say(unsaid)
    unsaid = 0
  }
}
