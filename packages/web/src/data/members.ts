import {
  createKey,
  createMember,
  invitePerson,
  listKeys,
  listMembers,
  listPeople,
  revokeKey,
  setMemberActive,
  setPersonActive,
  type BodyOf,
} from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../lib/client.ts'

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => call(listMembers, { signal }),
})

export function peopleQuery(member: string) {
  return queryOptions({
    queryKey: ['members', member, 'people'],
    queryFn: ({ signal }) => call(listPeople, { params: { id: member }, signal }),
  })
}

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => call(listKeys, { signal }),
})

export function useCreateMember() {
  return useChange(['members'], (body: BodyOf<typeof createMember>) => call(createMember, { body }))
}

export function useSetMemberActive() {
  return useChange(['members'], ({ id, active }: { id: string; active: boolean }) =>
    call(setMemberActive, { params: { id }, body: { active } }),
  )
}

export function useInvitePerson(member: string) {
  return useChange(['members'], (body: BodyOf<typeof invitePerson>) =>
    call(invitePerson, { params: { id: member }, body }),
  )
}

export function useSetPersonActive() {
  return useChange(['members'], ({ id, active }: { id: string; active: boolean }) =>
    call(setPersonActive, { params: { id }, body: { active } }),
  )
}

export function useCreateKey() {
  return useChange(['keys'], (body: BodyOf<typeof createKey>) => call(createKey, { body }))
}

export function useRevokeKey() {
  return useChange(['keys'], (id: string) => call(revokeKey, { params: { id } }))
}

function useChange<I, O>(queryKey: string[], mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey }) })
}
