import {
  addElection,
  changeElection,
  getReachability,
  listDueTests,
  listElections,
  listReachedOffices,
  planReachability,
  testReachability,
  withdrawReachability,
  type Election,
  type ElectionDraft,
  type ReachabilityPlanDraft,
  type ReachabilityTest,
  type Reached,
} from '@tocsin/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

export const electionsQuery = queryOptions({
  queryKey: ['elections'],
  queryFn: ({ signal }) => call(listElections, { signal }),
})

/** Adds an election, or replaces what is on file of one that was opened; charters that hang on it may move. */
export function useKeepElection(opened: Election | undefined) {
  return useChange(['elections'], (draft: ElectionDraft) =>
    opened
      ? call(changeElection, {
          params: { id: opened.id },
          body: { ...draft, edition: opened.edition },
        })
      : call(addElection, { body: draft }),
  )
}

export const reachabilityQuery = (id: string) =>
  queryOptions({
    queryKey: ['elections', 'reachability', id],
    queryFn: ({ signal }) => call(getReachability, { params: { id }, signal }),
  })

export const dueTestsQuery = queryOptions({
  queryKey: ['elections', 'due'],
  queryFn: ({ signal }) => call(listDueTests, { signal }),
})

export const reachedOfficesQuery = (id: string, reached: Reached | undefined) =>
  infiniteQueryOptions({
    queryKey: ['elections', 'reachability', id, 'offices', reached],
    queryFn: ({ pageParam, signal }) =>
      call(listReachedOffices, {
        params: { id },
        query: { ...(reached ? { reached } : {}), ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export type ReachabilityAct =
  | { act: 'send'; terms: ReachabilityTest }
  | { act: 'plan'; terms: ReachabilityPlanDraft }
  | { act: 'withdraw'; plan: string }

/** Sends a test of reachability, plans one or takes a plan back. */
export function useReachability(id: string) {
  return useChange(['elections'], (change: ReachabilityAct) => {
    const params = { id }
    if (change.act === 'send') return call(testReachability, { params, body: change.terms })
    if (change.act === 'plan') return call(planReachability, { params, body: change.terms })
    return call(withdrawReachability, { params: { id, plan: change.plan } })
  })
}
