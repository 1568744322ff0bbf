/** A charter's form as Cedar. Pure. */
import { MemberKind, PURPOSES, type CharterTerms } from '@tocsin/api'
import { TLP_LEVELS } from '@tocsin/stix'

const EVERYWHERE = 'action in [Action::"release", Action::"receive", Action::"feed"]'
const KINDS = MemberKind.anyOf.length
/** Years have four digits. */
const LAST_SECOND = Date.parse('9999-12-31T23:59:59Z') / 1000

/** What holds without a clause is left out: no clause names every kind, every purpose or every marking. */
export function toCedar(terms: CharterTerms): string {
  const { purposes, senders, receivers, maxTlp, retentionDays } = terms
  const markings = TLP_LEVELS.slice(0, TLP_LEVELS.indexOf(maxTlp) + 1)
  const clauses = [
    basisOf(terms),
    purposes.length < PURPOSES.length &&
      toClause('group-purposes', "the group's charter does not name this purpose", EVERYWHERE, [
        `${toList(purposes)}.contains(resource.purpose)`,
      ]),
    senders.length < KINDS &&
      toClause(
        'group-senders',
        'members of this kind do not release to the group, by its charter',
        'action == Action::"release"',
        [`${toList(senders)}.contains(principal.kind)`],
      ),
    receivers.length < KINDS &&
      toClause(
        'group-receivers',
        'members of this kind receive nothing in the group, by its charter',
        'action in [Action::"receive", Action::"feed"]',
        [`${toList(receivers)}.contains(principal.kind)`],
      ),
    maxTlp !== 'red' &&
      toClause(
        'group-marking',
        "the marking is stricter than the group's charter allows it to carry",
        EVERYWHERE,
        [`${toList(markings)}.contains(resource.tlp)`],
      ),
    retentionDays !== undefined &&
      toClause(
        'group-retention',
        `what is released to the group ends within ${retentionDays} days, by its charter: name an end of the release`,
        'action == Action::"release"',
        [`resource.keptDays <= ${retentionDays}`],
      ),
  ]
  const written = clauses.filter((clause) => clause !== false && clause !== undefined)
  return `${written.length > 0 ? written.join('\n\n') : NOTHING}\n`
}

const NOTHING = '// The charter adds nothing to the rules of the exchange.'

function basisOf({ legalBasis, from, until }: CharterTerms): string | undefined {
  const holds = [
    ...(from === undefined ? [] : [`context.now >= ${toTime(from)}`]),
    ...(until === undefined ? [] : [`context.now < ${toTime(until)}`]),
  ]
  if (holds.length === 0) return undefined
  const reason = `the legal basis of the group's charter does not hold at this time: ${legalBasis}`
  return toClause('group-basis', reason, EVERYWHERE, holds)
}

function toClause(id: string, reason: string, action: string, holds: readonly string[]): string {
  return [
    `@id("${id}")`,
    `@reason(${toString(reason)})`,
    `forbid (principal, ${action}, resource)`,
    `unless { ${holds.join(' && ')} };`,
  ].join('\n')
}

/** Cedar's strings escape as JSON's do, but for what stands beyond the line: a form's line holds no control characters. */
function toString(text: string): string {
  return `"${text.replace(/[\\"]/g, (mark) => `\\${mark}`)}"`
}

function toList(values: readonly string[]): string {
  return `[${values.map((value) => `"${value}"`).join(', ')}]`
}

/** To the whole second, rounded up, so that a clause neither begins nor ends before its time. */
function toTime(instant: string): string {
  const seconds = Math.min(LAST_SECOND, Math.ceil(Date.parse(instant) / 1000))
  return `datetime("${new Date(seconds * 1000).toISOString().slice(0, 19)}Z")`
}
