import {
  findAffected,
  listVendorChanges,
  listVendorRuns,
  listVendors,
  proposeVendorChange,
  settleVendorChange,
  undoVendorChange,
  type BodyOf,
} from '@tocsin/api'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

const KEY = ['vendors']

export function vendorsQuery(words: string) {
  return queryOptions({
    queryKey: [...KEY, 'list', words],
    queryFn: ({ signal }) => call(listVendors, { query: words === '' ? {} : { words }, signal }),
  })
}

export function vendorRunsQuery(id: string) {
  return queryOptions({
    queryKey: [...KEY, 'runs', id],
    queryFn: ({ signal }) => call(listVendorRuns, { params: { id }, signal }),
  })
}

/** Asked anew now and then: what another member proposes is told to no screen of an operator. */
export const vendorChangesQuery = queryOptions({
  queryKey: [...KEY, 'changes'],
  queryFn: ({ signal }) => call(listVendorChanges, { signal }),
  refetchInterval: 60_000,
})

/** Whom something at a vendor, or in a system of it, concerns; only asked when it is wanted, since the look goes on record. */
export function useFindAffected() {
  return useMutation({
    mutationFn: ({ vendor, system }: { vendor: string; system?: string | undefined }) =>
      call(findAffected, { params: { id: vendor }, query: system ? { system } : {} }),
  })
}

export function useProposeVendorChange() {
  return useChange(KEY, (body: BodyOf<typeof proposeVendorChange>) =>
    call(proposeVendorChange, { body }),
  )
}

export function useSettleVendorChange() {
  return useChange(KEY, ({ id, ...body }: { id: string } & BodyOf<typeof settleVendorChange>) =>
    call(settleVendorChange, { params: { id }, body }),
  )
}

export function useUndoVendorChange() {
  return useChange(KEY, (id: string) => call(undoVendorChange, { params: { id } }))
}
