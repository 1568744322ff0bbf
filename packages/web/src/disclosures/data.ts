import {
  answerDisclosure,
  answerInstant,
  correctPart,
  getDisclosure,
  getPublished,
  handInPart,
  listDisclosures,
  listGroups,
  listPublished,
  offerInstant,
  proposeDisclosure,
  signResearchTerms,
  takeOutPart,
  type BodyOf,
  type DisclosureDraft,
} from '@tocsin/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

const PAGED = { initialPageParam: '', getNextPageParam: (page: { next?: string }) => page.next }
const pageQuery = (after: string) => (after === '' ? {} : { after })
const KEY = ['disclosures']

export const disclosuresQuery = infiniteQueryOptions({
  queryKey: ['disclosures', 'list'],
  queryFn: ({ signal, pageParam }) =>
    call(listDisclosures, { query: pageQuery(pageParam), signal }),
  ...PAGED,
})

export function disclosureQuery(id: string) {
  return queryOptions({
    queryKey: ['disclosures', 'one', id],
    queryFn: ({ signal }) => call(getDisclosure, { params: { id }, signal }),
  })
}

/** Groups with whose members one can disclose. */
export const circlesQuery = queryOptions({
  queryKey: ['disclosures', 'groups'],
  queryFn: ({ signal }) => call(listGroups, { signal }),
})

export const publishedListQuery = infiniteQueryOptions({
  queryKey: ['published', 'list'],
  queryFn: ({ signal, pageParam }) => call(listPublished, { query: pageQuery(pageParam), signal }),
  ...PAGED,
})

export function publishedQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ['published', id, version],
    queryFn: ({ signal }) => call(getPublished, { params: { id, version }, signal }),
  })
}

export function useProposeDisclosure() {
  return useChange(KEY, (body: DisclosureDraft) => call(proposeDisclosure, { body }))
}

export function useAnswer(id: string) {
  return useChange(KEY, (body: BodyOf<typeof answerDisclosure>) =>
    call(answerDisclosure, { params: { id }, body }),
  )
}

export function useOfferInstant(id: string) {
  return useChange(KEY, (opensAt: string) =>
    call(offerInstant, { params: { id }, body: { opensAt } }),
  )
}

export function useAnswerInstant(id: string) {
  return useChange(KEY, (body: BodyOf<typeof answerInstant>) =>
    call(answerInstant, { params: { id }, body }),
  )
}

export function useHandIn(id: string) {
  return useChange(KEY, (file: File) => call(handInPart, { params: { id }, body: toBody(file) }))
}

export function useCorrect(id: string) {
  return useChange(KEY, (file: File) => call(correctPart, { params: { id }, body: toBody(file) }))
}

/** A table by its name, else JSON: what browsers say of a file differs. */
function toBody(file: File): Blob {
  const type = /\.csv$/i.test(file.name) ? 'text/csv' : 'application/json'
  return new Blob([file], { type })
}

export function useTakeOut(id: string) {
  return useChange<void, unknown>(KEY, () => call(takeOutPart, { params: { id } }))
}

export function useSignTerms(id: string) {
  return useChange(['published'], (digest: string) =>
    call(signResearchTerms, { params: { id }, body: { digest } }),
  )
}
