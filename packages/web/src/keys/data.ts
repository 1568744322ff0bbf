import { createKey, listKeys, revokeKey, type BodyOf } from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => call(listKeys, { signal }),
})

export function useCreateKey() {
  return useChange(['keys'], (body: BodyOf<typeof createKey>) => call(createKey, { body }))
}

export function useRevokeKey() {
  return useChange(['keys'], (id: string) => call(revokeKey, { params: { id } }))
}
