/** What a paper says of a release itself: who shared it on which terms, what is withheld, taken back or corrected, and how to check it. Pure. */
import {
  countOf,
  MESSAGE_TYPE_NAMES,
  NEXUS_NAMES,
  PAP_MEANINGS,
  PURPOSE_NAMES,
  TLP_MEANINGS,
  toUtc,
  type GivenMessage,
  type Release,
  type StatementPart,
  type Tlp,
} from '@tocsin/api'
import { joinTlp } from '@tocsin/stix'
import { toLine } from '../pdf/line.ts'
import type { PaperPart } from '../pdf/paper.ts'

const PROSE = 2000

export const PART_HEADINGS: Record<StatementPart['kind'], string> = {
  facts: 'Facts',
  attribution: 'Attribution',
  advice: 'Advice',
}

export function tlpLabel(tlp: string): string {
  return `TLP:${tlp.toUpperCase()}`
}

/** Who shared it, with whom, and what may be done with it. */
export function termsPart({ summary }: Release): PaperPart {
  const { from, group, terms, releasedAt, objectCount } = summary
  return {
    heading: 'Who shared it, and on which terms',
    texts: [
      `From ${from.name}, with the group ${group.name}, on ${toUtc(releasedAt)}: ${countOf(objectCount, 'STIX 2.1 object')}.`,
      `You may tell: ${TLP_MEANINGS[terms.tlp]} (${tlpLabel(terms.tlp)}).`,
      `You may do: ${PAP_MEANINGS[terms.pap]} (PAP:${terms.pap.toUpperCase()}).`,
      `Purpose: ${PURPOSE_NAMES[terms.purpose]}. Basis: ${toLine(terms.basis)}`,
      terms.expiresAt ? `The terms end on ${toUtc(terms.expiresAt)}.` : 'The terms have no end.',
    ],
  }
}

/** What a government body stated with it; that it asks for nothing comes first, word for word. */
export function messagePart(message: GivenMessage): PaperPart {
  const { type, nexus, authority, reference, noAsk } = message
  return {
    heading: `${MESSAGE_TYPE_NAMES[type]}, a message of a government body`,
    texts: [
      noAsk.text,
      ...(reference ? [`Paper: ${toLine(reference)}`] : []),
      nexus
        ? `Foreign power: ${NEXUS_NAMES[nexus.kind]}. ${toLine(nexus.basis, PROSE)}`
        : 'Foreign power: not stated.',
      authority
        ? `Authority: ${toLine(authority.text)}, from ${toUtc(authority.from)} until ${toUtc(authority.until)}.`
        : 'Authority: not stated.',
    ],
  }
}

/** That it was taken back, is corrected, past its time, or a lower version: what a reader must know before anything else. */
export function standingOf({ summary }: Release, now: Date): string[] {
  const { recalledAt, recallReason, part, tearCommitment, message } = summary
  return [
    ...(recalledAt
      ? [
          `TAKEN BACK by its sender on ${toUtc(recalledAt)}: ${toLine(recallReason ?? 'no reason kept', PROSE)} What it held is no longer shown.`,
        ]
      : []),
    ...(part?.corrected ? [correctedWords(part.correctedBy)] : []),
    ...(part?.validUntil && new Date(part.validUntil) <= now
      ? [`Its sender vouched for it until ${toUtc(part.validUntil)}: nobody does any more.`]
      : []),
    ...(tearCommitment
      ? [
          'This is a lower version of another release: what it leaves out, and how much, is not told here.',
        ]
      : []),
    ...(message?.persons === 'masked'
      ? ['Persons of the sender’s country are masked: each person-… stands for one, the same wherever it stands here.'] // prettier-ignore
      : []),
  ]
}

function correctedWords(by: string | undefined): string {
  return by
    ? `CORRECTED since: the correction is release ${by}.`
    : 'CORRECTED since, by a release that your organisation was not given: ask its sender.'
}

/**
 * The parts of the same statement that are not on these pages. Whoever has the pages may pass them on as they are marked, `label`: a part
 * under a stricter marking is counted and not named.
 */
export function withheldPart(
  { statement }: Release,
  printed: ReadonlySet<string>,
  label: Tlp,
): PaperPart | undefined {
  if (!statement) return undefined
  const { withheld, parts } = statement
  const others = parts.filter(({ releaseId }) => !printed.has(releaseId))
  const named = others.filter(({ tlp }) => joinTlp([tlp, label]) === label)
  const stricter = others.length - named.length
  const texts = [
    ...(withheld > 0
      ? [
          `${countOf(withheld, 'part')} of this statement withheld: released to others, on terms that do not admit your organisation.`,
        ]
      : []),
    ...named.map(
      ({ kind, title, releaseId, ended }) =>
        `${PART_HEADINGS[kind]}: ${toLine(title)}, release ${releaseId}${ended ? ', whose terms have ended' : ''}.`,
    ),
    ...(stricter > 0
      ? [
          `${countOf(stricter, 'more part')} of this statement, marked more strictly than these pages and not named on them: its page on the exchange has what your organisation was given.`,
        ]
      : []),
  ]
  return texts.length > 0 ? { heading: 'Parts that are not on these pages', texts } : undefined
}

/** By what each release that is printed is proven, and what the paper itself does not prove. */
export function proofPart(
  releases: readonly Release[],
  { origin, logKey }: { origin: string; logKey: string },
): PaperPart {
  return {
    heading: 'How to check it',
    texts: [
      'These pages prove nothing by themselves. Each release is an entry of a public log that can only be added to; what is on record of it, saved from its page on the exchange, holds the proof of each act that your organisation took part in, and is checked offline: tocsin verify FILE --key KEY.',
      `Key of the log: ${logKey}`,
    ],
    list: releases.map(
      ({ summary: { title, id, logIndex } }) =>
        `${toLine(title)}: entry ${logIndex} of the log, ${origin}/releases/${id}`,
    ),
  }
}
