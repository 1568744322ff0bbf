import {
  addShifts,
  answerHandover,
  answerShift,
  getDesks,
  getRoster,
  listHandovers,
  listOpenSteps,
  setDesk,
  writeHandover,
  type BodyOf,
  type OwnDesk,
  type ShiftDraft,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../client.ts'

/** The roster from now on; who is on duty now grows old by itself. */
export const rosterQuery = (days: number) =>
  queryOptions({
    queryKey: ['duty', 'roster', days],
    queryFn: ({ signal }) => call(getRoster, { query: { days }, signal }),
    refetchInterval: 60_000,
    placeholderData: (before) => before,
  })

export const desksQuery = queryOptions({
  queryKey: ['duty', 'desks'],
  queryFn: ({ signal }) => call(getDesks, { signal }),
})

export const openStepsQuery = queryOptions({
  queryKey: ['duty', 'steps'],
  queryFn: ({ signal }) => call(listOpenSteps, { signal }),
})

/** All hand-overs, or those that nobody has taken over. */
export const handoversQuery = (state?: 'open') =>
  infiniteQueryOptions({
    queryKey: ['duty', 'handovers', state ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      call(listHandovers, {
        query: { ...(state ? { state } : {}), ...(pageParam === '' ? {} : { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export function useAddShifts() {
  return useAct((shifts: ShiftDraft[]) => call(addShifts, { body: { shifts } }))
}

export function useAnswerShift(id: string) {
  return useAct((answer: BodyOf<typeof answerShift>['answer']) =>
    call(answerShift, { params: { id }, body: { answer } }),
  )
}

export function useSetDesk() {
  return useAct((body: OwnDesk) => call(setDesk, { body }))
}

export function useWriteHandover() {
  return useAct((body: BodyOf<typeof writeHandover>) => call(writeHandover, { body }))
}

export function useAnswerHandover(id: string) {
  return useAct((body: BodyOf<typeof answerHandover>) =>
    call(answerHandover, { params: { id }, body }),
  )
}

/** Also where it was refused: what stands in the way is then shown. */
function useAct<In, Out>(mutationFn: (input: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: ['duty'] }),
  })
}
