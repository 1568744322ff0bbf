/** What stands in a case, a line each, for people to read; `--json` prints it as the exchange says it. */
import type {
  Case,
  CaseClaim,
  CaseEvent,
  CaseInstant,
  CaseLine,
  CaseOffer,
  CaseStep,
  CaseSummary,
  ItemOrWithheld,
  StepVersion,
} from '@tocsin/api'

export function summaryLine({ id, title, state, standing, leads, openedAt }: CaseSummary): string {
  return `${id}  ${openedAt}  ${state}, ${leads ? 'lead' : standing}  ${title}`
}

/** A case and who was invited to it; what the reader is not shown is said to be not shown. */
export function caseLines(one: Case): string[] {
  const { group, purpose, openedBy, members, mergedInto, splitFrom, tookIn } = one
  const nobody = one.leaderless
    ? ['  nobody leads it: any member that has joined takes the lead']
    : []
  const unseen =
    one.withoutPlatforms && one.atGate
      ? [
          '  what platforms and campaigns do here is neither shown nor counted: that nothing is shown says nothing',
        ]
      : []
  return [
    summaryLine(one),
    `  ${group.name}, ${purpose}, opened by ${openedBy.name}`,
    ...(one.itemCount === undefined ? [] : [`  ${one.itemCount} items`]),
    ...(mergedInto ? [`  merged into ${refOf(mergedInto)}`] : []),
    ...(splitFrom ? [`  split off from ${refOf(splitFrom)}`] : []),
    ...tookIn.map((other) => `  took in ${refOf(other)}`),
    ...nobody,
    ...unseen,
    ...members.map(({ member, standing, leads, suspended }) => {
      const how = standing === undefined ? 'whether it takes part is not shown' : standing
      const more = `${leads ? ', leads' : ''}${suspended ? ', may not sign in at present' : ''}`
      return `  ${member.id}  ${member.name} (${member.kind}): ${how}${more}`
    }),
  ]
}

function refOf({ id, title }: { id?: string; title?: string }): string {
  return id === undefined ? 'a case that you are not in' : `${id} ${title}`
}

export function itemLine(item: ItemOrWithheld): string {
  if ('withheld' in item) return withheldLine(item.withheld, 'item')
  const { id, kind, ref, title, about, by, day, takenOut } = item
  const out = takenOut ? ', taken out' : ''
  return `${id}  ${day}  ${kind} ${ref}  ${title}${about === undefined ? '' : ` (${about})`}; by ${by.name}${out}`
}

export function withheldLine(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'} withheld: not for your organisation`
}

export function stepLine({ id, by, own, current, beside }: CaseStep): string {
  const others = beside.map(
    (version) => `\n  beside it, until somebody of ${by.name} chooses: ${versionOf(version)}`,
  )
  return `${id}  ${own ? 'own' : by.name}: ${versionOf(current)}${others.join('')}`
}

function versionOf({ id, state, words, dueAt }: StepVersion): string {
  return `${state}${dueOf(dueAt)}, ${words} (version ${id})`
}

export function offerLine({
  id,
  from,
  to,
  own,
  state,
  words,
  dueAt,
  offeredAt,
}: CaseOffer): string {
  const between = own ? `to ${to.name}` : `from ${from.name}`
  const answer = state === 'open' ? 'no answer, which says nothing' : state
  return `${id}  ${offeredAt}  ${between}, ${answer}${dueOf(dueAt)}: ${words}`
}

export function planLine({ id, kind, by, own, at, words, dueAt, struckAt }: CaseLine): string {
  const struck = struckAt === undefined ? '' : ', struck'
  return `${id}  ${at}  ${kind} of ${own ? 'your own' : by.name}${dueOf(dueAt)}${struck}: ${words}`
}

export function instantLine({
  id,
  kind,
  by,
  at,
  words,
  past,
  withdrawnAt,
  says,
}: CaseInstant): string {
  const how = withdrawnAt === undefined ? (past ? ', past' : '') : ', withdrawn'
  const said = says.map(({ member, says: word }) => `${member.name} ${word}`).join(', ')
  return `${id}  ${at}  ${kind} by ${by.name}${how}: ${words} [${said}]`
}

export function claimLine(claim: CaseClaim): string {
  const { id, by, own, about, words, likelihood, confidence, basis, at, withdrawnAt } = claim
  const thing = about === undefined ? 'the case' : (about.itemId ?? 'what is withheld from you')
  const gone = withdrawnAt === undefined ? '' : `, withdrawn ${withdrawnAt}`
  return `${id}  ${at}  ${own ? 'own' : by.name}, about ${thing}${gone}: ${words} (${likelihood}; ${confidence} confidence; rests on: ${basis})`
}

export function eventLine({ at, act, by, about, itemId }: CaseEvent): string {
  const of = about === undefined ? '' : ` ${about.name}`
  return `${at}  ${by.name} ${act}${of}${itemId === undefined ? '' : ` item ${itemId}`}`
}

function dueOf(dueAt: string | undefined): string {
  return dueAt === undefined ? '' : `, due ${dueAt}`
}
