import {
  changeSettings,
  chooseMeetingMail,
  endOtherSessions,
  endSession,
  type BodyOf,
  type Settings,
} from '@tocsin/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'
import { settingsQuery } from '../news/choices.ts'
import { sessionQuery } from '../session/data.ts'

/** Changes what is given; the name and zone of the session follow. */
export function useChangeSettings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof changeSettings>) => call(changeSettings, { body }),
    onSuccess: async (settings) => {
      client.setQueryData(settingsQuery.queryKey, settings)
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
}

export function useChooseMeetingMail() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wants: boolean) => call(chooseMeetingMail, { body: { wants } }),
    onSuccess: ({ wants }) =>
      client.setQueryData(settingsQuery.queryKey, (old: Settings | undefined) =>
        old ? { ...old, meetingMail: wants } : old,
      ),
  })
}

export function useEndSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(endSession, { params: { id } }),
    onSuccess: (settings) => client.setQueryData(settingsQuery.queryKey, settings),
  })
}

export function useEndOthers() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(endOtherSessions),
    onSuccess: ({ settings }) => client.setQueryData(settingsQuery.queryKey, settings),
  })
}
