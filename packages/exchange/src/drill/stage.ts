import { createClient, signIn, type Client, type Route } from '@tocsin/api'
import type { Hono } from 'hono'
import { issueLink } from '../auth/links.ts'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { DrillCountry } from './country.ts'

/** What a drill is played from. */
export type DrillFacts = { seed: string; country: DrillCountry }

/** A beat's hands: it acts through the same HTTP door, with the same rights, as the people do. */
export type Stage = {
  ctx: Context
  /** The client of the person who signs in with this address. */
  as: (email: string) => Promise<Client>
  anonymous: Client
  /** The session cookie of the person who signs in with this address. */
  cookieOf: (email: string) => Promise<string>
  /** Sends a raw body, as an upload does. */
  upload: (email: string, route: Route, query: string, body: Blob) => Promise<unknown>
}

type Door = { app: Hono; ctx: Context; wallNow: () => Date }

/** Opens the stage on a running exchange. Sessions are made once per person and kept. */
export function openStage({ app, ctx, wallNow }: Door): Stage {
  const cookies = new Map<string, Promise<string>>()
  const cookieOf = (email: string) => {
    const known = cookies.get(email)
    if (known) return known
    const signing = signInAs({ app, ctx, wallNow }, email)
    cookies.set(email, signing)
    signing.catch(() => cookies.delete(email))
    return signing
  }
  const client = (cookie?: string) =>
    createClient({
      base: ctx.config.origin,
      fetch: ((url: string, init?: RequestInit) => app.request(url, init)) as typeof fetch,
      headers: { origin: ctx.config.origin, ...(cookie ? { cookie } : {}) },
    })
  return {
    ctx,
    as: async (email) => client(await cookieOf(email)),
    anonymous: client(),
    cookieOf,
    upload: async (email, route, query, body) => {
      const response = await app.request(`${ctx.config.origin}${route.path}?${query}`, {
        method: route.method,
        headers: {
          origin: ctx.config.origin,
          cookie: await cookieOf(email),
          'content-type': 'application/octet-stream',
        },
        body,
      })
      if (!response.ok)
        throw new ExchangeError('internal', `upload in the drill: ${await response.text()}`)
      return response.json()
    },
  }
}

async function signInAs({ app, ctx, wallNow }: Door, email: string): Promise<string> {
  const person = await ctx.database.db
    .selectFrom('people')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst()
  if (!person) throw new ExchangeError('internal', `nobody in the drill signs in as ${email}`)
  const token = await issueLink(ctx.database.db, person.id, wallNow())
  const response = await app.request(`${ctx.config.origin}${signIn.path}`, {
    method: signIn.method,
    headers: { 'content-type': 'application/json', origin: ctx.config.origin },
    body: JSON.stringify({ token }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!response.ok || !cookie)
    throw new ExchangeError('internal', `sign-in in the drill: ${response.status}`)
  return cookie
}
