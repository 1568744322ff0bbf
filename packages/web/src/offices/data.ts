import {
  importContacts,
  listContactChanges,
  listContactProposals,
  listContacts,
  listJurisdictions,
  proposeContact,
  settleContactProposal,
  type BodyOf,
  type ContactProposalDraft,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

export const regionsQuery = queryOptions({
  queryKey: ['offices', 'regions'],
  queryFn: ({ signal }) => call(listJurisdictions, { signal }),
  staleTime: 5 * 60_000,
})

export function placesBelowQuery(place: string) {
  return queryOptions({
    queryKey: ['offices', 'below', place],
    queryFn: ({ signal }) => call(listJurisdictions, { query: { parent: place }, signal }),
    staleTime: 5 * 60_000,
  })
}

export function placeSearchQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['offices', 'search', search],
    queryFn: ({ pageParam: after, signal }) =>
      call(listJurisdictions, { query: { search, ...(after ? { after } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled: search.length >= 2,
    staleTime: 5 * 60_000,
  })
}

export function contactsQuery(jurisdiction: string) {
  return queryOptions({
    queryKey: ['offices', 'contacts', jurisdiction],
    queryFn: ({ signal }) => call(listContacts, { params: { id: jurisdiction }, signal }),
  })
}

export function contactChangesQuery(jurisdiction: string) {
  return infiniteQueryOptions({
    queryKey: ['offices', 'contact-changes', jurisdiction],
    queryFn: ({ pageParam: after, signal }) =>
      call(listContactChanges, {
        params: { id: jurisdiction },
        query: after ? { after } : {},
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export type ContactDraft = BodyOf<typeof importContacts>['contacts'][number]

export function useImportContacts() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (contacts: ContactDraft[]) => call(importContacts, { body: { contacts } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['offices'] }),
  })
}

/** Asked anew now and then: what another member proposes is told to no screen of an operator. */
export const proposalsQuery = queryOptions({
  queryKey: ['offices', 'proposals'],
  queryFn: ({ signal }) => call(listContactProposals, { signal }),
  refetchInterval: 60_000,
})

export function useProposeContact() {
  return useChange(['offices'], (body: ContactProposalDraft) => call(proposeContact, { body }))
}

export function useSettleContact(id: string) {
  return useChange(['offices'], (body: BodyOf<typeof settleContactProposal>) =>
    call(settleContactProposal, { params: { id }, body }),
  )
}
