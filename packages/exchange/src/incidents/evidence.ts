/** What stood in a case by an instant, as the reader sees it now, and by what each can be replayed or proven. */
import {
  INCIDENT_ITEMS,
  type CaseItem,
  type IncidentEvidence,
  type IncidentRecord,
} from '@tocsin/api'
import { sql } from 'kysely'
import { listItems } from '../cases/items.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { toReader, type Viewer } from '../http/viewer.ts'

type Evidence = Pick<NonNullable<IncidentRecord['case']>, 'evidence' | 'withheld' | 'more'> &
  Pick<IncidentRecord, 'techniques'>

/**
 * By day: of when an item was put in no more is told. What the reader may not see is counted, whenever it was put in; nothing of it, nor
 * whether it came later, is told.
 */
export async function readEvidence(
  ctx: Context,
  viewer: Viewer,
  caseId: string,
  at: Date,
): Promise<Evidence> {
  const { items, next } = await listItems(ctx, viewer, caseId, { limit: INCIDENT_ITEMS })
  const day = at.toISOString().slice(0, 10)
  const shown = items.filter((one): one is CaseItem => 'kind' in one && one.day <= day)
  const withheld = items.reduce((sum, one) => sum + ('withheld' in one ? one.withheld : 0), 0)
  const refs = shown.map(({ ref }) => ref)
  const { replays, techniques } = await asMember(
    ctx.database.db,
    toReader(viewer),
    ctx.clock.now(),
    async (tx) => ({
      replays: await selectReplays(tx, refs),
      techniques: await selectTechniques(tx, refs, at),
    }),
  )
  return {
    evidence: shown.map((one) => toEvidence(one, replays)),
    withheld,
    more: next !== undefined,
    techniques,
  }
}

type Replays = ReadonlyMap<string, NonNullable<IncidentEvidence['replay']>>

function toEvidence(one: CaseItem, replays: Replays): IncidentEvidence {
  const { kind, ref, title, about, day, takenOut } = one
  const replay = kind === 'finding' ? replays.get(ref) : undefined
  return {
    kind,
    ref,
    title,
    ...(about === undefined ? {} : { about }),
    day,
    takenOut,
    ...(replay ? { replay } : {}),
    ...(kind === 'release' || kind === 'notice' ? { packet: `${kind}:${ref}` } : {}),
  }
}

type ReplayRow = {
  id: string
  document: string
  file_name: string | null
  bytes: number | null
  input: string | null
  detector: string | null
  settings: string | null
}

/** Of own findings; an imported one has no run here. */
async function selectReplays(tx: Tx, refs: readonly string[]): Promise<Replays> {
  const { rows } = await sql<ReplayRow>`
    select f.id, encode(sha256(convert_to(f.body, 'UTF8')), 'hex') as document, u.file_name, u.bytes::float8 as bytes,
      u.sha256 as input, r.detector, r.parameters::text as settings
    from findings f left join detection_runs r on r.id = f.run_id left join uploads u on u.id = r.upload_id
    where f.id = any(${[...refs]}::uuid[])`.execute(tx)
  return new Map(
    rows.map(({ id, document, file_name: fileName, bytes, input, detector, settings }) => [
      id,
      {
        document,
        ...(fileName === null ? {} : { fileName }),
        ...(bytes === null ? {} : { bytes: Number(bytes) }),
        ...(input === null ? {} : { input }),
        ...(detector === null ? {} : { detector }),
        ...(settings === null ? {} : { settings }),
      },
    ]),
  )
}

/** Techniques that the own member had named of any of it by the instant, and had not revoked. */
async function selectTechniques(
  tx: Tx,
  refs: readonly string[],
  at: Date,
): Promise<IncidentRecord['techniques']> {
  const { rows } = await sql<{ id: string; code: string | null; name: string }>`
    select distinct t.id, t.code, t.name from technique_mappings m join techniques t on t.id = m.technique_id
    where m.ref = any(${[...refs]}::uuid[]) and (select s.state from technique_mapping_says s
      where s.mapping_id = m.id and s.at <= ${at} order by s.version desc limit 1) = 'stands'
    order by t.code nulls last, t.name`.execute(tx)
  return rows.map(({ id, code, name }) => ({ id, ...(code === null ? {} : { code }), name }))
}
