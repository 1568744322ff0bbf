import { addToGroup, createGroup, listGroups, removeFromGroup, type BodyOf } from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: ({ signal }) => call(listGroups, { signal }),
})

export function useCreateGroup() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof createGroup>) => call(createGroup, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: groupsQuery.queryKey }),
  })
}

export function useGroupMembership(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ memberId, belongs }: { memberId: string; belongs: boolean }) =>
      call(belongs ? addToGroup : removeFromGroup, { params: { id, memberId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: groupsQuery.queryKey }),
  })
}
