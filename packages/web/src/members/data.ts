import {
  createMember,
  invitePerson,
  listMembers,
  listPeople,
  moveEnd,
  setMemberActive,
  setPersonActive,
  setRoles,
  settleEnd,
  type BodyOf,
} from '@tocsin/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'
import { sessionQuery } from '../session/data.ts'
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

/** They may be those of whoever changes them, whose screens then change too. */
export function useSetRoles() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & BodyOf<typeof setRoles>) =>
      call(setRoles, { params: { id }, body }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['members'] })
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
}

export function useMoveEnd() {
  return useChange(['members'], ({ id, ...body }: { id: string } & BodyOf<typeof moveEnd>) =>
    call(moveEnd, { params: { id }, body }),
  )
}

export function useSettleEnd() {
  return useChange(['members'], ({ id, ...body }: { id: string } & BodyOf<typeof settleEnd>) =>
    call(settleEnd, { params: { id }, body }),
  )
}
