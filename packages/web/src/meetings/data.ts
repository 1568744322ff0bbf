import {
  callMeeting,
  cancelMeeting,
  changeMeeting,
  chooseMeetingMail,
  getMeeting,
  listMeetings,
  openMeeting,
  stateAttendance,
  type BodyOf,
  type MeetingDraft,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../client.ts'

export const meetingsQuery = infiniteQueryOptions({
  queryKey: ['meetings', 'list'],
  queryFn: ({ signal, pageParam }) =>
    call(listMeetings, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: ['meetings', 'one', id],
    queryFn: ({ signal }) => call(getMeeting, { params: { id }, signal }),
  })

export function useCallMeeting() {
  return useAct((body: MeetingDraft) => call(callMeeting, { body }))
}

export function useChangeMeeting(id: string) {
  return useAct((body: BodyOf<typeof changeMeeting>) =>
    call(changeMeeting, { params: { id }, body }),
  )
}

export function useCancelMeeting(id: string) {
  return useAct((body: BodyOf<typeof cancelMeeting>) =>
    call(cancelMeeting, { params: { id }, body }),
  )
}

export function useOpenMeeting(id: string) {
  return useAct((version: number) => call(openMeeting, { params: { id }, body: { version } }))
}

export function useAttend(id: string) {
  return useAct((body: BodyOf<typeof stateAttendance>) =>
    call(stateAttendance, { params: { id }, body }),
  )
}

export function useMailChoice() {
  return useAct((wants: boolean) => call(chooseMeetingMail, { body: { wants } }))
}

/** Also where it was refused: what stands in the way is then shown. */
export function useAct<In, Out>(mutationFn: (input: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: ['meetings'] }),
  })
}
