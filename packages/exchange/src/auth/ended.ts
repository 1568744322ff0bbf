import { ExchangeError } from '../errors.ts'

/**
 * The same person, where no date was named or it is still to come. Throws `not-signed-in` for whoever was invited until a date that
 * has come, whether or not the job that records it was there before; `now` is the exchange's time.
 */
export function unlessEnded<P extends { endsAt?: Date | undefined }>(person: P, now: Date): P {
  const { endsAt } = person
  if (!endsAt || endsAt > now) return person
  throw new ExchangeError(
    'not-signed-in',
    `the time that you were invited for ended on ${endsAt.toISOString()}`,
  )
}

/** The same viewer, where their key has no end or it is still to come. Throws `not-signed-in`; `now` is the exchange's time. */
export function unlessKeyEnded<V extends { keyEndsAt?: Date | undefined }>(
  viewer: V,
  now: Date,
): V {
  const { keyEndsAt } = viewer
  if (!keyEndsAt || keyEndsAt > now) return viewer
  throw new ExchangeError(
    'not-signed-in',
    `this API key ended on ${keyEndsAt.toISOString()}, as it was made to; make another`,
  )
}
