import type { CharterTerms, MemberKind, Purpose, Tlp } from '@tocsin/api'
import { type CharterEnd, NO_END, toEnd } from '../groups/ends.ts'
import { fromField, toField } from '../words/time.ts'

/** What stands in the fields of a charter's form. */
export type Fields = {
  charter: string
  legalBasis: string
  from: string
  end: CharterEnd
  purposes: Purpose[]
  senders: MemberKind[]
  receivers: MemberKind[]
  maxTlp: Tlp
  /** Empty where the charter sets no term. */
  retentionDays: number | string
  markings: string[]
  /** Three ids of members, or three empty texts. */
  keyHolders: string[]
  /** The instants that the fields began with: a field shows minutes, and what is left alone stays to the second. */
  known: Pick<CharterTerms, 'from' | 'until'>
}

export function toFields(terms: CharterTerms): Fields {
  const { from, until, endsWith, retentionDays, markings, keyHolders, ...same } = terms
  return {
    ...same,
    from: from ? toField(from) : '',
    end: endsWith ? { ...NO_END, ...endsWith } : { ...NO_END, date: until ? toField(until) : '' },
    retentionDays: retentionDays ?? '',
    markings: markings ?? [],
    keyHolders: keyHolders ?? ['', '', ''],
    known: { ...(from ? { from } : {}), ...(until ? { until } : {}) },
  }
}

/** The terms that the fields stand for, or what is still missing. */
export function toTerms(fields: Fields): { terms?: CharterTerms; missing: string[] } {
  const { from, end, retentionDays, markings, keyHolders, known, ...same } = fields
  const named = new Set(keyHolders.filter((id) => id !== '')).size
  const ends = toEnd(end)
  const missing = [
    !fields.charter.trim() && 'the charter',
    !fields.legalBasis.trim() && 'the legal basis',
    !ends && 'when it ends',
    fields.purposes.length === 0 && 'a purpose',
    fields.senders.length === 0 && 'who may release',
    fields.receivers.length === 0 && 'who may receive',
    named !== 0 && named !== 3 && 'three different key holders, or none',
  ].filter((one) => one !== false)
  if (missing.length > 0 || !ends) return { missing }
  const begins = keep(known.from, from)
  const terms: CharterTerms = {
    ...same,
    ...(begins ? { from: begins } : {}),
    ...('endsWith' in ends && ends.endsWith
      ? { endsWith: ends.endsWith }
      : { until: keep(known.until, end.date)! }),
    ...(typeof retentionDays === 'number' ? { retentionDays } : {}),
    ...(markings.length > 0 ? { markings } : {}),
    ...(named === 3 ? { keyHolders } : {}),
  }
  return { terms, missing }
}

/** The instant of a field; the known one where the field was left alone. */
function keep(known: string | undefined, field: string): string | undefined {
  return known !== undefined && toField(known) === field ? known : fromField(field)
}
