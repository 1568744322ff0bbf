import Type, { type Static, type TSchema } from 'typebox'

/**
 * Who may call a route. `public` needs no session; `member` is for everyone signed in, and reads; `acting` changes
 * something for the member and needs a role that does more than read; `role:x` needs a person with that role, or with one of two.
 */
export type Access = 'public' | 'member' | 'acting' | `role:${Role}` | `role:${Role} or ${Role}`

/** Roles a person may hold inside their member. */
export const ROLES = ['operator', 'analyst', 'reviewer', 'official', 'clerk', 'auditor'] as const
export type Role = (typeof ROLES)[number]

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One operation of the HTTP API as data: the server parses and replies by it, the client and OpenAPI are
 * derived from it. `path` uses `:name` for parameters. `text` marks a reply or body that is not JSON.
 */
export type Route<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
> = {
  name: string
  method: Method
  path: string
  access: Access
  summary: string
  params: P
  query: Q
  body: B
  reply: R
  status: number
  /** Largest body taken, in bytes; 64 KiB unless said. */
  maxBody?: number
}

const NOTHING = Type.Object({})

/** Fills in what a route leaves out: no parameters, no query, no body, status 200. */
export function defineRoute<
  P extends TSchema = typeof NOTHING,
  Q extends TSchema = typeof NOTHING,
  B extends TSchema = typeof NOTHING,
  R extends TSchema = typeof NOTHING,
>(route: {
  name: string
  method: Method
  path: string
  access: Access
  summary: string
  params?: P
  query?: Q
  body?: B
  reply?: R
  status?: number
  maxBody?: number
}): Route<P, Q, B, R> {
  return {
    status: 200,
    ...route,
    params: route.params ?? (NOTHING as unknown as P),
    query: route.query ?? (NOTHING as unknown as Q),
    body: route.body ?? (NOTHING as unknown as B),
    reply: route.reply ?? (NOTHING as unknown as R),
  }
}

export type ParamsOf<T> = T extends Route<infer P, TSchema, TSchema, TSchema> ? Static<P> : never
export type QueryOf<T> = T extends Route<TSchema, infer Q, TSchema, TSchema> ? Static<Q> : never
export type BodyOf<T> = T extends Route<TSchema, TSchema, infer B, TSchema> ? Static<B> : never
export type ReplyOf<T> = T extends Route<TSchema, TSchema, TSchema, infer R> ? Static<R> : never
