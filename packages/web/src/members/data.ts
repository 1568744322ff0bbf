import {
  createMember,
  invitePerson,
  listMembers,
  listPeople,
  setMemberActive,
  setPersonActive,
  type BodyOf,
} from '@tocsin/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'
import { useChange } from '../ui/use-change.ts'

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
