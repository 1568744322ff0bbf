import {
  answerPublicReport,
  ApiError,
  erasePublicReport,
  getPublicForm,
  listPublicReports,
  openPublicReport,
  type PublicReport,
} from '@tocsin/api'
import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

export const publicReportsQuery = infiniteQueryOptions({
  queryKey: ['reports', 'public'],
  queryFn: ({ pageParam: after, signal }) =>
    call(listPublicReports, { query: after ? { after } : {}, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

/** Whether anybody may report here, and to whom; null where the operator has not turned it on. */
export const publicFormQuery = queryOptions({
  queryKey: ['reports', 'public-form'],
  queryFn: async ({ signal }) => {
    try {
      return await call(getPublicForm, { signal })
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null
      throw error
    }
  },
})

/** Reads it as it was written; it is kept nowhere on the screen but where it was opened. */
export function useOpen({ id }: PublicReport) {
  return useMutation({ mutationFn: () => call(openPublicReport, { params: { id } }) })
}

/** An answer to a report as it is shown: where one is shown to be answered, it adds to that answer. */
export function useAnswerPublic({ id, state }: PublicReport) {
  const more = state === 'answered' ? { more: true as const } : {}
  return useChange(['reports'], (words: string) =>
    call(answerPublicReport, { params: { id }, body: { words, ...more } }),
  )
}

export function useErase({ id }: PublicReport) {
  return useChange(['reports'], (reason: string) =>
    call(erasePublicReport, { params: { id }, body: { reason } }),
  )
}
