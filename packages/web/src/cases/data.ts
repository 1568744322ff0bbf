import {
  answerCaseInvitation,
  answerCaseOffer,
  editCaseStep,
  getCase,
  inviteToCase,
  leadCase,
  listCaseClaims,
  listCaseDuplicates,
  listCaseEvents,
  listCaseInstants,
  listCaseItems,
  listCaseLines,
  listCaseOffers,
  listCases,
  listCaseSteps,
  listGroups,
  makeCaseClaim,
  mergeCase,
  offerCaseStep,
  openCase,
  partCase,
  proposeCaseInstant,
  putInCase,
  sayToCaseInstant,
  splitCase,
  strikeCaseLine,
  takeOutOfCase,
  withdrawCaseClaim,
  withdrawCaseInstant,
  writeCaseLine,
  writeCaseStep,
  type BodyOf,
  type CaseDraft,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../client.ts'
import type { ListSearch } from '../ui/list-search.ts'

const PAGED = { initialPageParam: '', getNextPageParam: (page: { next?: string }) => page.next }
const pageQuery = (after: string) => (after === '' ? {} : { after })

export const casesQuery = (search: ListSearch = {}) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'list', search],
    queryFn: ({ signal, pageParam }) =>
      call(listCases, { query: { ...search, ...pageQuery(pageParam) }, signal }),
    ...PAGED,
    placeholderData: (before) => before,
  })

/** Groups with whose members a case can be opened. */
export const roomsQuery = queryOptions({
  queryKey: ['cases', 'groups'],
  queryFn: ({ signal }) => call(listGroups, { signal }),
})

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', 'one', id],
    queryFn: ({ signal }) => call(getCase, { params: { id }, signal }),
  })

export const itemsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'items', id],
    queryFn: ({ signal, pageParam }) =>
      call(listCaseItems, {
        params: { id },
        query: { limit: 100, ...pageQuery(pageParam) },
        signal,
      }),
    ...PAGED,
  })

export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', 'duplicates', id],
    queryFn: ({ signal }) => call(listCaseDuplicates, { params: { id }, signal }),
  })

export const stepsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'steps', id],
    queryFn: ({ signal, pageParam }) =>
      call(listCaseSteps, { params: { id }, query: pageQuery(pageParam), signal }),
    ...PAGED,
  })

export const offersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'offers', id],
    queryFn: ({ signal, pageParam }) =>
      call(listCaseOffers, { params: { id }, query: pageQuery(pageParam), signal }),
    ...PAGED,
  })

export const linesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'lines', id],
    queryFn: ({ signal, pageParam }) =>
      call(listCaseLines, { params: { id }, query: pageQuery(pageParam), signal }),
    ...PAGED,
  })

export const instantsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'instants', id],
    queryFn: ({ signal, pageParam }) =>
      call(listCaseInstants, { params: { id }, query: pageQuery(pageParam), signal }),
    ...PAGED,
  })

export const claimsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'claims', id],
    queryFn: ({ signal, pageParam }) =>
      call(listCaseClaims, { params: { id }, query: pageQuery(pageParam), signal }),
    ...PAGED,
  })

export const eventsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'events', id],
    queryFn: ({ signal, pageParam }) =>
      call(listCaseEvents, { params: { id }, query: pageQuery(pageParam), signal }),
    ...PAGED,
  })

export function useOpenCase() {
  return useAct((body: CaseDraft) => call(openCase, { body }))
}

export function useInvite(id: string) {
  return useAct((memberId: string) => call(inviteToCase, { params: { id }, body: { memberId } }))
}

export function useAnswer(id: string) {
  return useAct((answer: BodyOf<typeof answerCaseInvitation>['answer']) =>
    call(answerCaseInvitation, { params: { id }, body: { answer } }),
  )
}

export function useLead(id: string) {
  return useAct((act: BodyOf<typeof leadCase>['act']) =>
    call(leadCase, { params: { id }, body: { act } }),
  )
}

export function useMerge(id: string) {
  return useAct((into: string) => call(mergeCase, { params: { id }, body: { into } }))
}

export function usePart() {
  return useAct((id: string) => call(partCase, { params: { id } }))
}

export function useSplit(id: string) {
  return useAct((body: BodyOf<typeof splitCase>) => call(splitCase, { params: { id }, body }))
}

export function usePutIn() {
  return useAct(({ id, ...body }: BodyOf<typeof putInCase> & { id: string }) =>
    call(putInCase, { params: { id }, body }),
  )
}

export function useTakeOut(id: string) {
  return useAct((item: string) => call(takeOutOfCase, { params: { id, item } }))
}

export function useWriteStep(id: string) {
  return useAct((body: BodyOf<typeof writeCaseStep>) =>
    call(writeCaseStep, { params: { id }, body }),
  )
}

export function useEditStep(id: string, step: string) {
  return useAct((body: BodyOf<typeof editCaseStep>) =>
    call(editCaseStep, { params: { id, step }, body }),
  )
}

export function useOffer(id: string) {
  return useAct((body: BodyOf<typeof offerCaseStep>) =>
    call(offerCaseStep, { params: { id }, body }),
  )
}

export function useAnswerOffer(id: string, offer: string) {
  return useAct((answer: BodyOf<typeof answerCaseOffer>['answer']) =>
    call(answerCaseOffer, { params: { id, offer }, body: { answer } }),
  )
}

export function useWriteLine(id: string) {
  return useAct((body: BodyOf<typeof writeCaseLine>) =>
    call(writeCaseLine, { params: { id }, body }),
  )
}

export function useStrike(id: string) {
  return useAct((line: string) => call(strikeCaseLine, { params: { id, line } }))
}

export function useProposeInstant(id: string) {
  return useAct((body: BodyOf<typeof proposeCaseInstant>) =>
    call(proposeCaseInstant, { params: { id }, body }),
  )
}

export function useSay(id: string, instant: string) {
  return useAct((says: BodyOf<typeof sayToCaseInstant>['says']) =>
    call(sayToCaseInstant, { params: { id, instant }, body: { says } }),
  )
}

export function useWithdrawInstant(id: string) {
  return useAct((instant: string) => call(withdrawCaseInstant, { params: { id, instant } }))
}

export function useClaim(id: string) {
  return useAct((body: BodyOf<typeof makeCaseClaim>) =>
    call(makeCaseClaim, { params: { id }, body }),
  )
}

export function useWithdrawClaim(id: string) {
  return useAct((claim: string) => call(withdrawCaseClaim, { params: { id, claim } }))
}

/** Also where it was refused: what stands in the way is then shown. */
function useAct<In, Out>(mutationFn: (input: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: ['cases'] }),
  })
}
