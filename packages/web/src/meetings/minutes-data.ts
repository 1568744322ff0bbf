import { answerMinutes, closeMeeting, getMinutes, type BodyOf } from '@tocsin/api'
import { call } from '../client.ts'
import { useAct } from './data.ts'

export function useClose(id: string) {
  return useAct((body: BodyOf<typeof closeMeeting>) => call(closeMeeting, { params: { id }, body }))
}

export function useAnswer(id: string) {
  return useAct((body: BodyOf<typeof answerMinutes>) =>
    call(answerMinutes, { params: { id }, body }),
  )
}

export function fetchMinutes(id: string) {
  return call(getMinutes, { params: { id } })
}
