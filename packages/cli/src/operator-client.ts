import { createClient } from '@tocsin/api'

/** Speaks with a running exchange by the API key of an operator, which is read from the environment: `TOCSIN_KEY`. */
export function operatorClient(url: string): ReturnType<typeof createClient> {
  const key = process.env.TOCSIN_KEY
  if (!key) throw new Error('set TOCSIN_KEY to the API key of an operator')
  return createClient({ base: url, headers: { authorization: `Bearer ${key}` } })
}
