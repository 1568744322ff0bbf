/** A member's person or machine. `personId` is absent where a machine of the member as a whole did it, `keyId` where no machine. */
export type Actor = {
  memberId: string
  personId?: string | undefined
  keyId?: string | undefined
}

/** Whoever answers for an office by the link that was mailed to a contact of it. */
type OfficeActor = { office: string; role: string; contactId: string | undefined }

/** Whoever answers for a defended party by the link that was mailed to a contact of it. */
type PartyActor = { party: string; rank: number }

/** Whoever asks whether they are named; nobody knows who that is. */
type AskingActor = { ask: string }

/**
 * Who did an act: somebody; `clock` where a time came; `exchange` where the exchange itself did a work that it was given;
 * `server` for whoever holds the server, which is nobody that the exchange knows; `public` for whoever reported with no account.
 */
export type Doer =
  Actor | OfficeActor | PartyActor | AskingActor | 'clock' | 'exchange' | 'server' | 'public'

/** Who did an act, as its payload says it: by ids, so that the log holds no name and a payload can be erased. */
export function toBy(doer: Doer): string | Record<string, string> {
  if (typeof doer === 'string') return doer
  if ('office' in doer) {
    const { office, role, contactId } = doer
    return { office, role, ...(contactId === undefined ? {} : { contact: contactId }) }
  }
  if ('party' in doer) return { party: doer.party, contact: String(doer.rank) }
  if ('ask' in doer) return { ask: doer.ask }
  const { memberId, personId, keyId } = doer
  return {
    member: memberId,
    ...(personId === undefined ? {} : { person: personId }),
    ...(keyId === undefined ? {} : { key: keyId }),
  }
}

/** The doer of a request, and no more of whoever made it. */
export function toActor({ memberId, personId, keyId }: Actor): Actor {
  return { memberId, personId, keyId }
}
