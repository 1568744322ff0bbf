import { AUDITED_KINDS, type AuditAct, type AuditFilter, MESSAGE_TYPE_NAMES } from '@tocsin/api'
import { PUBLIC_WORDS } from '../log/words.ts'

export function nameOfKind(kind: string): string {
  return PUBLIC_WORDS.en.acts[kind] ?? kind
}

/** Every kind that can be searched for, by its name. */
export const KIND_CHOICES = AUDITED_KINDS.map((value) => ({
  value: value as string,
  label: nameOfKind(value),
})).toSorted((a, b) => a.label.localeCompare(b.label))

const DOERS: Record<string, string> = {
  clock: 'the clock',
  exchange: 'the exchange itself',
  server: 'whoever holds the server',
  public: 'somebody of the public',
}

/** Who did an act, as far as the record says. */
export function describeDoer({ member, person, key, other }: AuditAct['by']): string {
  if (other !== undefined) return DOERS[other] ?? other
  const who = person?.name ?? (key === undefined ? 'a machine' : 'a key')
  const by = key !== undefined && person ? `${who}, by a key` : who
  return member === undefined ? by : `${by} of ${member}`
}

/** The members that took part; those beyond the ones that are named are counted. */
export function describeParties({ parties, partiesTotal }: AuditAct): string {
  const more = partiesTotal - parties.length
  return parties.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

/** What an act says of itself: its sentence, or what else was stated, with names for ids; undefined where it is not shown. */
export function describeStatement(act: AuditAct): string | undefined {
  const { statement, subject } = act
  if (statement === undefined) return undefined
  const { statement: sentence, by: _, ...facts } = JSON.parse(statement) as Record<string, unknown>
  const names = new Map(act.named.map(({ id, name }) => [id, name]))
  if (typeof sentence === 'string') {
    const about = names.get(subject.slice(subject.indexOf(':') + 1))
    return about === undefined ? sentence : `${about}: ${sentence}`
  }
  return Object.entries(facts)
    .map(([key, fact]) => `${key}: ${sayFact(fact, names)}`)
    .join('; ')
}

const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g

function sayFact(fact: unknown, names: ReadonlyMap<string, string>): string {
  if (Array.isArray(fact)) return fact.map((one) => sayFact(one, names)).join(', ')
  if (typeof fact === 'object' && fact !== null)
    return Object.entries(fact)
      .map(([key, one]) => `${key} ${sayFact(one, names)}`)
      .join(', ')
  return String(fact).replaceAll(UUID, (id) => names.get(id) ?? id)
}

/** What was searched for, in words. */
export function describeFilter(filter: AuditFilter): string {
  const { from, until, member, person, rule, kind, messageType } = filter
  const parts = [
    from && `from ${from.slice(0, 10)}`,
    until && `before ${until.slice(0, 10)}`,
    member && `member “${member}”`,
    person && `person “${person}”`,
    rule && `rule ${rule}`,
    kind && nameOfKind(kind),
    messageType && MESSAGE_TYPE_NAMES[messageType],
  ].filter((part) => part)
  return parts.length === 0 ? 'everything' : parts.join(', ')
}

/** The release that an act is about where it is a message that can be opened. */
export function messageOf({ subject, messageType }: AuditAct): string | undefined {
  return messageType && subject.startsWith('release:')
    ? subject.slice('release:'.length)
    : undefined
}
