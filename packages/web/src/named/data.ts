import {
  askNamed,
  eraseNamed,
  getNamedStatement,
  listNamedAsks,
  openNamed,
  proveNamed,
  settleNamedAsk,
  type BodyOf,
} from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

/** How often a page asks whether its answer is there. */
const WAIT_MS = 15_000

/** The ask of a secret; asked again by itself while its answer is awaited. */
export function namedQuery(token: string) {
  return queryOptions({
    queryKey: ['named', token],
    queryFn: ({ signal }) => call(openNamed, { body: { token }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'proven' ? WAIT_MS : false),
  })
}

export const namedAsksQuery = queryOptions({
  queryKey: ['named-asks'],
  queryFn: ({ signal }) => call(listNamedAsks, { signal }),
})

export const askIt = (body: BodyOf<typeof askNamed>) => call(askNamed, { body })
export const proveIt = (body: BodyOf<typeof proveNamed>) => call(proveNamed, { body })
export const eraseIt = (token: string) => call(eraseNamed, { body: { token } })
export const fetchStatement = (token: string) => call(getNamedStatement, { body: { token } })
export const settleIt = ({ id, ...body }: BodyOf<typeof settleNamedAsk> & { id: string }) =>
  call(settleNamedAsk, { params: { id }, body })
