/** What is posted over TAXII, and what the rules say of it. */
import { type Addition, TaxiiError } from '@tocsin/taxii'
import { hash } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Viewer } from '../http/viewer.ts'
import { hashOfObjects, type Incoming } from '../objects/incoming.ts'
import { findAsk } from '../sharing/ask.ts'
import { judgeDraft } from '../sharing/audience.ts'
import { strictest } from '../sharing/draft.ts'
import type { JudgedRelease } from '../sharing/record.ts'
import type { Standing } from '../sharing/standing.ts'
import { termsFor } from './terms.ts'

export type Sender = Pick<Viewer, 'memberId' | 'personId'>

/** An envelope for a group; `named` narrows its release to these members. */
export type Posting = { sender: Sender; groupId: string; named: readonly string[]; at: Date }

type StixObject = Parameters<typeof strictest>[0][number]

export function toIncoming({ id, type, version, specVersion, text }: Addition): Incoming {
  return { stixId: id, type, version, specVersion, body: text, sha256: hash('sha256', text) }
}

/** Judges the release of these objects, on the terms their markings and the group's charter set. */
export function judgePosting(
  { config }: Pick<Context, 'config'>,
  { sender, named, at }: Posting,
  added: readonly Addition[],
  incoming: readonly Incoming[],
  standing: Standing,
): JudgedRelease {
  const objects = added.map(({ value }) => value as StixObject)
  const what = objects.length === 1 ? '1 object' : `${objects.length} objects`
  const title = `${config.exercise ? 'EXERCISE: ' : ''}${what} posted over TAXII`
  const objectTlp = strictest(objects)
  const terms = termsFor(standing, objectTlp, named)
  const objectsHash = hashOfObjects(incoming)
  const prepared = { objectTlp, ask: findAsk('', objects), objectsHash }
  const moment = { now: at, exercise: config.exercise }
  const judgement = judgeDraft({ title, terms }, prepared, standing, moment)
  return { at, sender, title, terms, objectsHash, judgement, exit: 'taxii' }
}

/** Why nobody may have it, as the sender is told; nothing where somebody may. */
export function refusalOf({ judgement }: JudgedRelease): TaxiiError | undefined {
  const { refusedSender, verdicts } = judgement
  const isAdmitted = verdicts.length === 0 || verdicts.some(({ allow }) => allow)
  const refusedBy = refusedSender ?? (isAdmitted ? undefined : verdicts[0])
  return refusedBy && new TaxiiError('forbidden', `${refusedBy.reason} (rule ${refusedBy.rule})`)
}
