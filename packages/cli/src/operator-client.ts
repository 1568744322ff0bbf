import { createClient } from '@tocsin/api'

type Client = ReturnType<typeof createClient>

/** Speaks with a running exchange by the API key of an operator, which is read from the environment: `TOCSIN_KEY`. */
export function operatorClient(url: string): Client {
  return keyClient(url, 'an operator')
}

/** The same by the key of any member. */
export function memberClient(url: string): Client {
  return keyClient(url, 'a member')
}

function keyClient(url: string, whose: string): Client {
  const key = process.env.TOCSIN_KEY
  if (!key) throw new Error(`set TOCSIN_KEY to the API key of ${whose}`)
  return createClient({ base: url, headers: { authorization: `Bearer ${key}` } })
}
