/** Who did an act. `personId` is absent where a member's machine did it, or nobody signed in. */
export type Actor = { memberId: string; personId?: string | undefined }

/** Who did an act, as its payload says it: by ids, so that the log holds no name and a payload can be erased. */
export function toBy({ memberId, personId }: Actor): { member: string; person?: string } {
  return { member: memberId, ...(personId === undefined ? {} : { person: personId }) }
}
