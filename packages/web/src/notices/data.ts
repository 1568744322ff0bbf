import {
  acknowledgeAsOffice,
  answerQuestion,
  closeNotice,
  correctNotice,
  getNotice,
  getOwnOfficeReceipt,
  listNoticeQuestions,
  listNotices,
  listOfficeNotices,
  listScheduledNotices,
  previewCorrection,
  previewNotHit,
  previewNotice,
  sendNotHit,
  scheduleNotice,
  sendNotice,
  stopScheduledNotice,
  type BodyOf,
  type CorrectionDraft,
  type NotHitDraft,
  type NoticeDraft,
  type NoticeSending,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'
import type { ListSearch } from '../ui/list-search.ts'

export function noticesQuery(search: ListSearch = {}) {
  return infiniteQueryOptions({
    queryKey: ['notices', 'list', search],
    queryFn: ({ pageParam: after, signal }) =>
      call(listNotices, { query: { ...search, ...(after ? { after } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

export function noticeQuery(id: string) {
  return queryOptions({
    queryKey: ['notices', 'one', id],
    queryFn: ({ signal }) => call(getNotice, { params: { id }, signal }),
  })
}

export function usePreviewNotice() {
  return useMutation({ mutationFn: (draft: NoticeDraft) => call(previewNotice, { body: draft }) })
}

export function useSendNotice() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NoticeSending) => call(sendNotice, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices', 'list'] }),
  })
}

export function useCloseNotice(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) =>
      call(closeNotice, { params: { id }, body: reason ? { reason } : {} }),
    onSuccess: async (notice) => {
      const { queryKey } = noticeQuery(id)
      await client.cancelQueries({ queryKey })
      client.setQueryData(queryKey, notice)
      return client.invalidateQueries({ queryKey: ['notices'] })
    },
  })
}

export function questionsQuery(id: string) {
  return queryOptions({
    queryKey: ['notices', 'questions', id],
    queryFn: ({ signal }) => call(listNoticeQuestions, { params: { id }, signal }),
  })
}

export function useAnswerQuestion(id: string) {
  return useChange(['notices'], ({ question, text }: { question: string; text: string }) =>
    call(answerQuestion, { params: { id, question }, body: { text } }),
  )
}

export function usePreviewCorrection(id: string) {
  return useMutation({
    mutationFn: (body: CorrectionDraft) => call(previewCorrection, { params: { id }, body }),
  })
}

export function useCorrectNotice(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof correctNotice>) =>
      call(correctNotice, { params: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
}

export function usePreviewNotHit(id: string) {
  return useMutation({
    mutationFn: (body: NotHitDraft) => call(previewNotHit, { params: { id }, body }),
  })
}

export function useSendNotHit(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof sendNotHit>) => call(sendNotHit, { params: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
}

/** Notices made out to the own office; empty for members that are none. */
export const officeNoticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'office'],
  queryFn: ({ pageParam: after, signal }) =>
    call(listOfficeNotices, { query: after ? { after } : {}, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

/** Fetches the proof file of what the own office answered and was shown; `id` is the target. */
export function fetchOfficeReceipt(id: string): Promise<string> {
  return call(getOwnOfficeReceipt, { params: { id } })
}

export function useAnswerAsOffice() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: BodyOf<typeof acknowledgeAsOffice> }) =>
      call(acknowledgeAsOffice, { params: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
}

const SCHEDULED = ['notices', 'scheduled']

export const scheduledQuery = queryOptions({
  queryKey: SCHEDULED,
  queryFn: ({ signal }) => call(listScheduledNotices, { signal }),
})

export function useScheduleNotice() {
  return useChange(SCHEDULED, (body: BodyOf<typeof scheduleNotice>) =>
    call(scheduleNotice, { body }),
  )
}

export function useStopScheduled() {
  return useChange(SCHEDULED, (id: string) => call(stopScheduledNotice, { params: { id } }))
}
