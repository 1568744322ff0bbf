import {
  approveMessage,
  getMessage,
  getNoAsk,
  listMessages,
  returnMessage,
  submitMessage,
  withdrawMessage,
  type BodyOf,
  type MessageState,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../client.ts'

export const noAskQuery = queryOptions({
  queryKey: ['no-ask'],
  queryFn: ({ signal }) => call(getNoAsk, { signal }),
})

/** Messages of the own member, newest first; with `state`, those alone. */
export function messagesQuery(state?: MessageState) {
  return infiniteQueryOptions({
    queryKey: ['messages', 'list', state ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      call(listMessages, {
        query: {
          limit: 100,
          ...(state ? { state } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function messageQuery(id: string) {
  return queryOptions({
    queryKey: ['messages', 'one', id],
    queryFn: ({ signal }) => call(getMessage, { params: { id }, signal }),
  })
}

export function useSubmitMessage() {
  return useChange((body: BodyOf<typeof submitMessage>) => call(submitMessage, { body }))
}

export function useApprove(id: string) {
  return useChange((body: BodyOf<typeof approveMessage>) =>
    call(approveMessage, { params: { id }, body }),
  )
}

export function useReturn(id: string) {
  return useChange((reason: string) => call(returnMessage, { params: { id }, body: { reason } }))
}

export function useWithdraw(id: string) {
  return useChange(() => call(withdrawMessage, { params: { id } }))
}

/** After each act, also one that failed, what is shown is asked for anew: it may be what changed meanwhile. */
function useChange<A, R>(act: (given: A) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: ['messages'] }),
  })
}
