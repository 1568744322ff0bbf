import type { TearChoice, TearLine, Tlp } from '@tocsin/api'
import { commitmentOf } from '@tocsin/proof'
import { canonicalize, tlpRank } from '@tocsin/stix'
import { hash, randomBytes, randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { pause } from '../policy/pause.ts'
import { markedAs, type StixObject } from '../sharing/meanings.ts'
import { selectBundle, selectRelease } from '../sharing/select.ts'
import { readMeanings, selectRelayed } from '../sharing/store.ts'
import { hashOfSaid } from '../sharing/tear-line.ts'
import { termsIdOf } from '../sharing/terms-object.ts'
import { type Cutting, tearDown, type Torn } from './cut.ts'
import { firstSeenIn } from './first-seen.ts'
import { findRemaining } from '../sharing/remaining.ts'
import { findSourceWords } from '../sharing/source-words.ts'

type Person = Viewer & { personId: string }

type Asked = { tlp: Tlp; chosen?: TearChoice | undefined; lets?: string | undefined }

/**
 * Proposes a lower version of an own release, bound to its source by a commitment under a fresh salt; nothing leaves. Throws
 * `not-found` for a release of others, `conflict` for one that was taken back, `bad-request` for a marking that is not lower or a
 * choice of what is not there or that is made twice.
 */
export async function proposeTearLine(
  ctx: Context,
  by: Person,
  sourceId: string,
  asked: Asked,
): Promise<TearLine> {
  const { release, source } = await readSource(ctx, by, sourceId)
  const from = release.tlp as Tlp
  if (release.recalled_at)
    throw new ExchangeError(
      'conflict',
      'this release was taken back: no lower version is made of it',
    )
  refuseAsked(asked, from, source)
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const torn = await tearIn(tx, by, source, { ...asked, from })
    const rest = findRemaining(source, torn, release.title)
    const settled = rest.remaining.length === 0 || asked.lets === rest.remainingSha256
    const salt = randomBytes(32)
    const commitment = commitmentOf(salt, hash('sha256', canonicalize(source), 'buffer'))
    const words = findSourceWords(torn.objects)
    const { remaining, moreRemaining } = rest
    const first = firstSeenIn(source, release.released_at)
    const row = {
      id: randomUUID(),
      member_id: by.memberId,
      person_id: by.personId,
      source_id: sourceId,
      tlp: asked.tlp,
      salt,
      commitment,
      objects_sha256: hashOfSaid(torn.objects),
      first_seen_at: first.at,
      first_seen_by: first.by,
      proposed_at: at,
      release_id: null,
      settled,
      found: JSON.stringify({ ...words, remaining, moreRemaining }),
    }
    await tx.insertInto('tear_lines').values(row).execute()
    return {
      id: row.id,
      sourceId,
      tlp: asked.tlp,
      commitment: Buffer.from(commitment).toString('base64'),
      proposedAt: at.toISOString(),
      firstSeenAt: first.at.toISOString(),
      firstSeenBy: first.by,
      ...torn,
      ...words,
      ...rest,
      settled,
    }
  })
}

function refuseAsked({ tlp, chosen }: Asked, from: Tlp, source: readonly StixObject[]): void {
  if (tlpRank(tlp) >= tlpRank(from))
    throw new ExchangeError(
      'bad-request',
      `a lower version is under less than TLP:${from.toUpperCase()}`,
      { path: '/body/tlp' },
    )
  const held = new Set(source.map(({ id }) => id))
  const known = new Set<string>()
  const path = '/body/chosen'
  for (const { id } of chosen ?? []) {
    if (!held.has(id))
      throw new ExchangeError('bad-request', `the release holds no ${id}`, { path })
    // Of two choices about one object either would let go what the other cuts.
    if (known.has(id))
      throw new ExchangeError('bad-request', `it is chosen twice what goes of ${id}`, { path })
    known.add(id)
  }
}

/** What the markings and the choice leave of the source, with what others gave left out. */
async function tearIn(
  tx: Tx,
  { memberId }: Person,
  source: readonly StixObject[],
  { tlp, chosen, from }: Asked & { from: Tlp },
): Promise<Torn> {
  const meanings = await readMeanings(tx, source)
  const ids = source.map(({ id }) => id)
  const relayed = await selectRelayed(tx, memberId, ids)
  const cutting: Cutting = {
    from,
    tlp,
    chosen,
    foreign: new Set(relayed.keys()),
    meaningOf: (id) => markedAs({ refs: [id], labels: [] }, meanings).tlp,
    newId: randomUUID,
  }
  return tearDown(source, cutting, pause)
}

/** An own release and its objects, but for the terms that the exchange put before them. Throws `not-found`. */
export async function readSource(ctx: Context, viewer: Viewer, id: string) {
  const found = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => ({
    release: await selectRelease(tx, viewer.memberId, id),
    bundle: await selectBundle(tx, id),
  }))
  const { release, bundle } = found
  if (release?.from_member !== viewer.memberId)
    throw new ExchangeError('not-found', 'no such release of the own member')
  const { objects } = JSON.parse(bundle.text) as { objects: StixObject[] }
  return { release, source: objects.filter((one) => one.id !== termsIdOf(id)) }
}
