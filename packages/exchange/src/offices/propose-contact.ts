import type { ContactProposalDraft } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type PersonViewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { hasJurisdiction } from '../members/store.ts'
import { mayReadChanges } from './contact-history.ts'
import { packOf } from './load-pack.ts'
import { digestOf, readOnFile } from './proposals.ts'
import { faultOfReach, toReachRow } from './reach.ts'
import { selectKnownPlaces, selectVendorNodes } from './store.ts'

/**
 * Writes down who is said to hold a role of an office, to wait for another person. The log names the office and no address.
 * Throws `forbidden` for whoever may not read who holds it, `bad-request` for a place, rank or language that is none here and for what stands on
 * file already, and `conflict` while another change of the same waits.
 */
export async function proposeContact(
  ctx: Context,
  by: PersonViewer,
  draft: ContactProposalDraft,
): Promise<string> {
  const at = ctx.clock.now()
  const { db } = ctx.database
  await asMember(db, toReader(by), at, async (tx) => {
    if (!(await hasJurisdiction(tx, draft.jurisdiction)))
      throw new ExchangeError('bad-request', 'no such place', { path: '/body/jurisdiction' })
    if (!(await mayReadChanges(tx, draft.jurisdiction)))
      throw new ExchangeError('forbidden', 'who holds a role is for agencies and the office')
  })
  const id = randomUUID()
  await db
    .transaction()
    .execute((tx) => write(tx, by, { id, draft, at }))
    .catch((cause: unknown) => {
      if (!isUniqueViolation(cause)) throw cause
      throw new ExchangeError('conflict', 'another change of this contact waits already', { cause })
    })
  return id
}

type Proposing = { id: string; draft: ContactProposalDraft; at: Date }

async function write(tx: Tx, by: PersonViewer, { id, draft, at }: Proposing): Promise<void> {
  await admit(tx, draft)
  const onFile = await readOnFile(tx, draft)
  const { jurisdiction, role, rank, title, email, language, why } = draft
  const words = { title, email, language, ...toReachRow(draft) }
  if (digestOf(onFile).equals(digestOf(words)))
    throw new ExchangeError('bad-request', 'this stands on file already', { path: '/body/email' })
  await tx
    .insertInto('contact_proposals')
    .values({
      id,
      state: 'proposed',
      jurisdiction,
      role,
      rank,
      ...words,
      onto: digestOf(onFile),
      why,
      member_id: by.memberId,
      proposed_by: by.personId,
      proposed_at: at,
    })
    .execute()
  await announce(tx, { kind: 'offices.changed', subject: id, at, members: [by.memberId] })
  await appendLog(tx, [
    {
      kind: 'contacts.proposed',
      at,
      subject: `contacts:${id}`,
      payload: { kind: 'contacts.proposed', at: at.toISOString(), proposal: id, jurisdiction, role, rank }, // prettier-ignore
      by: toActor(by),
      members: [by.memberId],
    },
  ])
}

async function admit(tx: Tx, draft: ContactProposalDraft): Promise<void> {
  const { jurisdiction, language } = draft
  if ((await selectVendorNodes(tx, [jurisdiction])).size > 0)
    throw new ExchangeError('bad-request', 'this is a vendor: propose a change of it instead', {
      path: '/body/jurisdiction',
    })
  const { languages } = await packOf(tx)
  if (!languages.includes(language))
    throw new ExchangeError('bad-request', `offices here read ${languages.join(', ')}`, {
      path: '/body/language',
    })
  const places = await selectKnownPlaces(tx, [jurisdiction])
  const fault = faultOfReach(draft, places.get(jurisdiction) !== null)
  if (fault) throw new ExchangeError('bad-request', fault, { path: '/body/ways' })
}
