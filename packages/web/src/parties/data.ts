import {
  changeParty,
  countParties,
  endParty,
  listParties,
  proposeParty,
  settleParty,
  type BodyOf,
  type PartyStatement,
} from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

const KEY = ['parties']

/** Asked anew now and then: what another member proposes is told to no screen of an operator. */
export function partiesQuery(words: string) {
  return queryOptions({
    queryKey: [...KEY, 'list', words],
    queryFn: ({ signal }) => call(listParties, { query: words === '' ? {} : { words }, signal }),
    refetchInterval: 60_000,
  })
}

export function partyQuery(id: string) {
  return queryOptions({
    queryKey: [...KEY, 'one', id],
    queryFn: async ({ signal }) =>
      (await call(listParties, { query: { id }, signal })).items[0] ?? null,
  })
}

/** Those that the own member is. */
export const ownPartiesQuery = queryOptions({
  queryKey: [...KEY, 'own'],
  queryFn: ({ signal }) => call(listParties, { query: { own: 'true' }, signal }),
})

export const partyCountsQuery = queryOptions({
  queryKey: [...KEY, 'counts'],
  queryFn: ({ signal }) => call(countParties, { signal }),
})

/** Proposes the own member's names, those of another, or, with an id, a new version. */
export function useStatement() {
  return useChange(KEY, ({ id, isMember, statement }: StatementSent) =>
    id === undefined
      ? call(proposeParty, { body: { statement, isMember } })
      : call(changeParty, { params: { id }, body: { statement } }),
  )
}

export type StatementSent = {
  id: string | undefined
  isMember: boolean
  statement: PartyStatement
}

export function useSettle(id: string) {
  return useChange(KEY, (body: BodyOf<typeof settleParty>) =>
    call(settleParty, { params: { id }, body }),
  )
}

export function useEnd(id: string) {
  return useChange(KEY, () => call(endParty, { params: { id } }))
}
