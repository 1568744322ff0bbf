/** The acts of a release as the log keeps them: the release itself, each "no", and who was given it. */
import type { DraftPart, GivenMessage, Terms } from '@tocsin/api'
import type { Act } from '../log/append.ts'
import type { Actor } from '../log/actor.ts'
import type { Judged } from './audience.ts'

export type ReleaseFacts = {
  id: string
  at: Date
  sender: Actor
  title: string
  terms: Terms
  message?: GivenMessage | undefined
  /** Of a lower version: what binds its source. */
  commitment?: string | undefined
  /** Whoever wrote what the sender approved as a second person. */
  author?: string | undefined
  /** The part of a statement that it is. */
  part?: DraftPart | undefined
  objects: { count: number; sha256: string }
  digest: string
  /** Version of the policies it was judged by. */
  policies: string
  /** The version of the group's charter that it was judged by. */
  charter: { number: number; law?: string }
  verdicts: readonly Judged[]
  /** The door it came in by, where that is not the screen's. */
  exit?: string
}

/**
 * In this order: the release, then a refusal for each member that is not given it, then a grant for each
 * that is. The release says how many are given it; each grant is for the eyes of its two sides, so that
 * either can prove it and nobody learns of the others.
 */
export function releaseActs(facts: ReleaseFacts): Act[] {
  const { id, at, sender, title, terms, verdicts } = facts
  const senderId = sender.memberId
  const given = verdicts.filter((verdict) => verdict.allow)
  const common = { at, subject: `release:${id}`, by: sender }
  const created: Act = {
    ...common,
    kind: 'release.created',
    payload: {
      statement: `Released “${title}” under TLP:${terms.tlp.toUpperCase()} to ${given.length} members`,
      release: id,
      from: senderId,
      title,
      terms: { ...terms, named: undefined },
      ...(facts.message ? { message: facts.message } : {}),
      ...(facts.commitment ? { tearLine: { commitment: facts.commitment } } : {}),
      ...(facts.author ? { author: facts.author, approvedBy: sender.personId } : {}),
      ...(facts.part ? { part: facts.part } : {}),
      objects: facts.objects,
      recipients: given.length,
      preview: facts.digest,
      policies: facts.policies,
      charter: facts.charter,
      ...(facts.exit ? { exit: facts.exit } : {}),
    },
    members: [senderId, ...given.map((verdict) => verdict.member.id)],
  }
  const granted = given.map(({ member, rule, reason }): Act => ({
    ...common,
    kind: 'release.granted',
    payload: {
      statement: `${member.name} was given “${title}” under TLP:${terms.tlp.toUpperCase()}`,
      release: id,
      from: senderId,
      to: member.id,
      objects: facts.objects,
      rule,
      reason,
    },
    members: [senderId, member.id],
  }))
  return [created, ...refusalActs(facts), ...granted]
}

/** A refusal for each member that may not have it; alone where nobody may. */
export function refusalActs(
  facts: Pick<ReleaseFacts, 'id' | 'at' | 'sender' | 'title' | 'verdicts'>,
): Act[] {
  const { id, at, sender, title, verdicts } = facts
  return verdicts
    .filter((verdict) => !verdict.allow)
    .map(({ member, rule, reason }) => ({
      at,
      subject: `release:${id}`,
      kind: 'refusal',
      by: sender,
      payload: {
        statement: `${member.name} was not given “${title}”: ${reason}`,
        release: id,
        from: sender.memberId,
        to: member.id,
        rule,
        reason,
      },
      members: [sender.memberId],
    }))
}
