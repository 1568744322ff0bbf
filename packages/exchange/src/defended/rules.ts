import type { MemberKind, PartyStatement } from '@tocsin/api'
import { DetectError, toTargets, type TargetRow } from '@tocsin/detect'
import { ExchangeError } from '../errors.ts'
import { isSameMailbox } from '@tocsin/api'

/** Kinds of members that watch for every defended party; bodies of government and campaigns do so for themselves alone. */
const WATCHES_FOR_ALL: readonly MemberKind[] = ['hub', 'platform', 'researcher']

/** Whether a member of this kind looks for all parties, and not for those alone that it is itself. */
export function watchesForAll(kind: MemberKind): boolean {
  return WATCHES_FOR_ALL.includes(kind)
}

/** What is watched for, as the detector takes it: the first domain is the one that it is known by. */
function toTargetRow({ domains, aliases, keywords, kind }: PartyStatement): TargetRow {
  const [name = '', ...others] = domains
  return { name, kind, aliases: [...others, ...aliases], keywords }
}

/** The name by which the detector tells a party: its first domain, as the detector writes it. */
export function targetOf(statement: PartyStatement): string {
  return toTargets([toTargetRow(statement)])[0]!.name
}

/** What is looked for: parties that state one name are one target, with what all of them state beside it. */
export function toTargetRows(statements: readonly PartyStatement[]): TargetRow[] {
  const rows = new Map<string, TargetRow>()
  for (const statement of statements) {
    const name = targetOf(statement)
    const { aliases = [], keywords = [], kind } = toTargetRow(statement)
    const before = rows.get(name)
    rows.set(name, {
      name,
      ...(kind === undefined ? {} : { kind }),
      aliases: [...new Set([...(before?.aliases ?? []), ...aliases])],
      keywords: [...new Set([...(before?.keywords ?? []), ...keywords])],
    })
  }
  return [...rows.values()]
}

/** Throws `bad-request`, with its place, for names that cannot be watched for and contacts of one mailbox. */
export function verifyStatement(statement: PartyStatement): void {
  const { contacts } = statement
  if (contacts.length === 0)
    throw new ExchangeError('bad-request', 'somebody must be told: name a contact', {
      path: '/body/statement/contacts',
    })
  const again = contacts.findIndex(({ email }, at) =>
    contacts.slice(0, at).some((other) => isSameMailbox(other.email, email)),
  )
  if (again >= 0)
    throw new ExchangeError('bad-request', 'this contact has the mailbox of one before it', {
      path: `/body/statement/contacts/${again}/email`,
    })
  // Each by itself first: among the aliases, where the detector has them, one without a dot would pass for a word.
  for (const [at, name] of statement.domains.entries())
    verifyTarget({ name }, () => `/body/statement/domains/${at}`)
  verifyTarget(toTargetRow(statement), (column) => `/body/statement/${column}`)
}

function verifyTarget(row: TargetRow, pathOf: (column: string) => string): void {
  try {
    toTargets([row])
  } catch (error) {
    if (!(error instanceof DetectError)) throw error
    const words = error.message.replace(/^row 1, column "\w+": /, '')
    throw new ExchangeError('bad-request', words, { path: pathOf(error.place.column ?? '') })
  }
}

/** A statement without whom to tell, as the log commits to it and as it stands once the watch has ended. */
export function withoutContacts(statement: PartyStatement): PartyStatement {
  return { ...statement, contacts: [] }
}
