import {
  agreeToOpening,
  askOpening,
  declineOpening,
  listOpenings,
  passShare,
  type Decision,
  type Opening,
} from '@tocsin/api'
import { fromBase64, toBase64 } from '@tocsin/proof'
import { aboutOf, formatOpening, openByShares, passShareOn } from '@tocsin/proof/sealing'
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'
import { parseDecision, parseKeyFile } from './key-file.ts'

export const openingsQuery = infiniteQueryOptions({
  queryKey: ['decisions', 'openings'],
  queryFn: ({ pageParam, signal }) =>
    call(listOpenings, {
      query: { limit: 50, ...(pageParam ? { after: pageParam } : {}) },
      signal,
    }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})

type Asked = { releaseId: string; memberId: string; authority: string; reason: string }

export function useAskOpening() {
  return useChange(({ releaseId, ...body }: Asked) =>
    call(askOpening, { params: { id: releaseId }, body }),
  )
}

export function useAnswerOpening(id: string) {
  return useChange((agrees: boolean) =>
    call(agrees ? agreeToOpening : declineOpening, { params: { id } }),
  )
}

/** Takes the own share out with the key file, in this browser, and passes it on encrypted to whoever asked. */
export function usePassShare({ id, openerKey, toOpen }: Opening) {
  return useChange(async (file: File) => {
    const { privateKey } = parseKeyFile(await file.text())
    const { releaseId, memberId, envelope, place } = toOpen!
    const share = await passShareOn(aboutOf(releaseId, memberId), fromBase64(envelope), {
      place,
      privateKey,
      opener: openerKey,
    })
    return call(passShare, { params: { id }, body: { share: toBase64(share) } })
  })
}

/** What was opened with two shares, and the file that proves it to a court where the log has committed to it. */
export type Opened = { decision: Decision; file: string | undefined }

/** Opens a decision with the shares that were passed on and the key file, in this browser. */
export async function openShared({ toOpen }: Opening, file: File): Promise<Opened> {
  const { privateKey } = parseKeyFile(await file.text())
  const { releaseId, memberId, envelope, commitment, shares, proof } = toOpen!
  const about = aboutOf(releaseId, memberId)
  const sealed = { envelope: fromBase64(envelope), commitment: fromBase64(commitment) }
  const passed = shares.map((share) => fromBase64(share))
  const { text, padded } = await openByShares(about, sealed, { passed, privateKey })
  return {
    decision: parseDecision(text),
    file: proof === undefined ? undefined : formatOpening({ about, padded, proof }),
  }
}

function useChange<A, R>(act: (given: A) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: ['decisions'] }),
  })
}
