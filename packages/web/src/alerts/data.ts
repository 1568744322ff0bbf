import {
  answerAlert,
  getAlert,
  listAlerts,
  sealAlert,
  setAlertAside,
  startWatch,
  tellParty,
  uploadActivity,
  type BodyOf,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../client.ts'
import { runsQuery } from '../findings/data.ts'
import { useChange } from '../ui/use-change.ts'
import type { AlertSearch } from './search.ts'

const KEY = ['alerts']

export function alertsQuery(search: AlertSearch) {
  return infiniteQueryOptions({
    queryKey: [...KEY, 'list', search],
    queryFn: ({ pageParam: after, signal }) =>
      call(listAlerts, { query: { ...search, ...(after === '' ? {} : { after }) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function alertQuery(id: string) {
  return queryOptions({
    queryKey: [...KEY, 'one', id],
    queryFn: ({ signal }) => call(getAlert, { params: { id }, signal }),
  })
}

/** Sends a file of names and looks through it. */
export function useWatch() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, least }: { file: File; least: number }) => {
      const query = { name: file.name, of: 'names' as const }
      const { id } = await call(uploadActivity, { query, body: file })
      return call(startWatch, { body: { uploadId: id, least } })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: runsQuery.queryKey }),
  })
}

export function useTell(id: string) {
  return useChange(KEY, () => call(tellParty, { params: { id } }))
}

export function useSetAside(id: string) {
  return useChange(KEY, (reason: string) =>
    call(setAlertAside, { params: { id }, body: { reason } }),
  )
}

export function useSeal(id: string) {
  return useChange(KEY, (body: BodyOf<typeof sealAlert>) =>
    call(sealAlert, { params: { id }, body }),
  )
}

export function useAnswer(id: string) {
  return useChange(KEY, (body: BodyOf<typeof answerAlert>) =>
    call(answerAlert, { params: { id }, body }),
  )
}
