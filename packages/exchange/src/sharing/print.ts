/** A release as a paper to brief somebody with: facts, attribution and advice apart, each under its own terms; what is withheld, taken back or corrected; how to check it. */
import { PART_KINDS, toReceived, toUtc, type Release, type Tlp } from '@tocsin/api'
import { joinTlp } from '@tocsin/stix'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { toLine } from '../pdf/line.ts'
import { openPaper, type Paper, type PaperPart } from '../pdf/paper.ts'
import { attributionIn, toSentences } from './attribution.ts'
import type { StixObject } from './meanings.ts'
import { advicePart, attributionPart, factsOf } from './paper-parts.ts'
import { messagePart, PART_HEADINGS, proofPart, standingOf, termsPart, tlpLabel, withheldPart } from './paper-words.ts' // prettier-ignore
import { readBundle, readRelease } from './reading.ts'

/** Parts of a statement that are printed whole beside the one that is asked for. */
const MOST_PARTS = 9

/** One release with its objects, or without where it was taken back. */
export type Printed = { release: Release; objects: readonly unknown[] | undefined }

/**
 * The bytes of the file; `whole` is with the other parts of its statement that the viewer's member has. What is printed counts as read. Throws as `readBundle`, for any part that stands on it, and `not-found` for whoever
 * neither sent nor received it.
 */
export async function printRelease(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { whole }: { whole: boolean },
): Promise<Uint8Array> {
  const release = await readRelease(ctx, viewer, id)
  const { from } = release.summary
  const isParty = from.id === viewer.memberId || release.recipients.some(({ member }) => member.id === viewer.memberId) // prettier-ignore
  if (!isParty) throw new ExchangeError('not-found', 'no such release')
  const printed: Printed[] = [await withObjects(ctx, viewer, release)]
  const others = (release.statement?.parts ?? []).filter(
    ({ releaseId, ended }) => whole && releaseId !== id && !ended,
  )
  for (const { releaseId } of others.slice(0, MOST_PARTS))
    printed.push(await withObjects(ctx, viewer, await readRelease(ctx, viewer, releaseId)))
  const { exercise, origin } = ctx.config
  const log = { origin, logKey: ctx.log.verifier }
  return renderRelease(printed, { at: ctx.clock.now(), exercise, log })
}

async function withObjects(ctx: Context, viewer: Viewer, release: Release): Promise<Printed> {
  const { id, recalledAt } = release.summary
  if (recalledAt) return { release, objects: undefined }
  const { objects } = JSON.parse(await readBundle(ctx, viewer, id, 'pdf')) as { objects: unknown[] }
  return { release, objects }
}

type Facts = { at: Date; exercise: boolean; log: { origin: string; logKey: string } }

/** The first is the one that was asked for; the others are parts of the same statement. */
export async function renderRelease(
  printed: readonly Printed[],
  { at, exercise, log }: Facts,
): Promise<Uint8Array> {
  const { release } = printed[0]!
  const { title, id } = release.summary
  const tlp = strictest(printed)
  const label = tlpLabel(tlp)
  const foot = `as of ${toUtc(at.toISOString())}`
  const paper = openPaper({ title: toLine(title), made: at, label, exercise, foot })
  paper.say('H1', toLine(title), { bold: true, size: 15, gap: 6 })
  paper.say(
    'P',
    `As it stood on ${toUtc(at.toISOString())}. It may have been taken back or corrected since: look at ${log.origin}/releases/${id} before you rely on it.`,
    { soft: true, gap: 8 },
  )
  if (printed.length > 1)
    paper.say('P', 'Every page is marked as its strictest part; each part names its own marking.', {
      soft: true,
    })
  const isStatement = release.summary.part !== undefined
  for (const one of printed.toSorted(byKind)) await drawRelease(paper, one, { at, isStatement })
  const drawn = new Set(printed.map((one) => one.release.summary.id))
  const withheld = withheldPart(release, drawn, tlp)
  if (withheld) await paper.draw(withheld)
  await paper.draw(proofPart(printed.map((one) => one.release), log)) // prettier-ignore
  return paper.close('the STIX objects of the release have')
}

function strictest(printed: readonly Printed[]): Tlp {
  return joinTlp(printed.map(({ release }) => release.summary.terms.tlp)) ?? 'red'
}

/** Facts before what is judged of them, and advice last. */
function byKind(a: Printed, b: Printed): number {
  return placeOf(a) - placeOf(b)
}

function placeOf({ release: { summary } }: Printed): number {
  return summary.part ? PART_KINDS.indexOf(summary.part.kind) : 0
}

async function drawRelease(
  paper: Paper,
  { release, objects }: Printed,
  { at, isStatement }: { at: Date; isStatement: boolean },
): Promise<void> {
  const { summary } = release
  const { part, title, terms, message } = summary
  if (part) {
    const heading = `${PART_HEADINGS[part.kind]}: ${toLine(title)} (${tlpLabel(terms.tlp)})`
    await paper.draw({ heading, texts: [] })
  }
  for (const text of standingOf(release, at)) paper.say('P', text, { bold: true })
  const parts = [
    ...(message ? [messagePart(message)] : []),
    termsPart(release),
    ...(objects ? saidIn(objects, release) : []),
  ]
  for (const one of parts) await paper.draw(isStatement ? { ...one, level: 3 } : one)
}

/** Facts, then what is judged of them, then advice; of a statement each part says what it is. */
export function saidIn(objects: readonly unknown[], { summary }: Release): PaperPart[] {
  const { id, from, part } = summary
  const received = toReceived(objects, id)
  const claim = attributionIn(objects as StixObject[])?.claim
  const sentences = claim ? toSentences(claim).split('\n\n').join('\n') : undefined
  const notes = received.notes.filter(({ lines }) => lines.join('\n') !== sentences)
  // Of a part that is advice the note is the advice, and no fact.
  const isAdvice = part?.kind === 'advice'
  const facts = factsOf({ ...received, notes: isAdvice ? [] : notes }, from.name)
  return [
    ...facts,
    ...(claim ? [attributionPart(claim, from.name)] : []),
    ...(part === undefined || isAdvice || received.advice.length > 0
      ? [advicePart(received, from.name, isAdvice ? notes : [])]
      : []),
  ]
}
