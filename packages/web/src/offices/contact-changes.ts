import type { ContactChange, ContactProposalDraft } from '@tocsin/api'

/** What stands, or is to stand, on file. */
export type OnFile = Omit<ContactProposalDraft, 'why'>

/** A change with what stood there before it; none where it was the first. `isOver`: something newer took its place. */
export type Changed = ContactChange & { before?: ContactChange; isOver: boolean }

/** Pairs each change, newest first, with the one before it of the same role and turn. */
export function pairChanges(items: readonly ContactChange[]): Changed[] {
  return items.map((one, at) => {
    const before = items
      .slice(at + 1)
      .find((older) => older.role === one.role && older.rank === one.rank)
    const isOver = items
      .slice(0, at)
      .some((newer) => newer.role === one.role && newer.rank === one.rank)
    return { ...one, isOver, ...(before ? { before } : {}) }
  })
}

/** What a change put on file, to be put there again; nothing where it stands there now or its words were erased. */
export function toPutBack(
  { isOver, role, rank, title, email, language, ...one }: Changed,
  jurisdiction: string,
): OnFile | undefined {
  if (!isOver || one.erasedAt || !title || !email || !language) return undefined
  const { phone, sms, voice, fax, ways, timeZone } = one
  const reach = Object.entries({ phone, sms, voice, fax, ways, timeZone })
  const known = Object.fromEntries(reach.filter(([, value]) => value !== undefined))
  return { jurisdiction, role, rank, title, email, language, ...known }
}
