import {
  addDecisionKey,
  getAnswerProof,
  listDecisionKeys,
  listDecisions,
  sealDecision as sealRoute,
  type Decision,
  type DecisionKeyRef,
} from '@tocsin/api'
import { fromBase64, toBase64 } from '@tocsin/proof'
import {
  aboutOf,
  formatOpening,
  makeDecisionKey,
  openDecision,
  sealDecision,
} from '@tocsin/proof/sealing'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../client.ts'
import { saveText } from '../ui/save.ts'
import { formatKeyFile, parseDecision, type KeyFile } from './key-file.ts'

export const keysQuery = queryOptions({
  queryKey: ['decisions', 'keys'],
  queryFn: ({ signal }) => call(listDecisionKeys, { signal }),
})

export function decisionsQuery(releaseId: string) {
  return queryOptions({
    queryKey: ['decisions', 'of', releaseId],
    queryFn: ({ signal }) => call(listDecisions, { params: { id: releaseId }, signal }),
  })
}

/** Makes a key pair here, hands the private key to the person as a file, and puts the public one on file. */
export function useMakeKey() {
  return useChange(async (memberId: string) => {
    refuseInsecure()
    const key = await makeDecisionKey()
    // First the file: a public key on file whose private one is lost would seal for nobody.
    saveText(`decision-key-${memberId}.json`, formatKeyFile(memberId, key))
    return call(addDecisionKey, { body: { publicKey: key.publicKey } })
  })
}

/** A browser encrypts only on pages that came over HTTPS. */
function refuseInsecure(): void {
  if (!globalThis.isSecureContext)
    throw new Error(
      'This page did not come over HTTPS, so that this browser encrypts nothing here.',
    )
}

type HolderKey = { id: string; publicKey: string }
type ToSeal = { key: DecisionKeyRef; decision: Decision; holders: readonly HolderKey[] }

/** The keys of three key holders, or none. */
function toTuple(ids: readonly string[]): [] | [string, string, string] {
  const [first, second, third] = ids
  return first && second && third ? [first, second, third] : []
}

type About = { releaseId: string; memberId: string }

/** Seals a decision here and hands it to the exchange, which cannot open it. */
export function useSeal({ releaseId, memberId }: About) {
  return useChange(async ({ key, decision, holders }: ToSeal) => {
    refuseInsecure()
    const about = aboutOf(releaseId, memberId)
    const to = { own: key.publicKey, holders: holders.map(({ publicKey }) => publicKey) }
    const { envelope, commitment } = await sealDecision(about, JSON.stringify(decision), to)
    const body = {
      keyId: key.id,
      envelope: toBase64(envelope),
      commitment: toBase64(commitment),
      holderKeys: toTuple(holders.map(({ id }) => id)),
    }
    return call(sealRoute, { params: { id: releaseId }, body })
  })
}

type Sealed = { envelope: string; commitment: string; answerId: string }

/** Opens a decision here with the key file; nothing of it is sent. */
export async function openSealed(
  { releaseId, memberId }: About,
  { envelope, commitment }: Sealed,
  { privateKey }: KeyFile,
): Promise<{ decision: Decision; padded: Uint8Array }> {
  const sealed = { envelope: fromBase64(envelope), commitment: fromBase64(commitment) }
  const about = aboutOf(releaseId, memberId)
  const { text, padded } = await openDecision(about, sealed, privateKey)
  return { decision: parseDecision(text), padded }
}

/** What lets somebody else see the decision and that it was committed to: the text of a file. */
export async function makeOpening(
  { releaseId, memberId }: About,
  { answerId }: Sealed,
  padded: Uint8Array,
): Promise<string> {
  const proof = JSON.stringify(await call(getAnswerProof, { params: { id: answerId } }))
  return formatOpening({ about: aboutOf(releaseId, memberId), padded, proof })
}

function useChange<A, R>(act: (given: A) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: ['decisions'] }),
  })
}
