import { closeNotice, sendNotice } from '@tocsin/api'
import { emailOf } from './cast.ts'
import { addOwn, readOwn } from './own.ts'
import type { DrillFacts, Stage } from './stage.ts'

/** No notice has it; a list of ids must not be empty. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

export async function warn(stage: Stage, { country }: DrillFacts): Promise<void> {
  const client = await stage.as(emailOf('agency-a'))
  const places = await stage.ctx.database.db
    .selectFrom('jurisdictions')
    .select(['id', 'accountable', 'lineage'])
    .orderBy('id')
    .execute()
  const regions = places.filter((place) => place.accountable === 'chief-official')
  const local = places.filter(
    (place) =>
      place.accountable === 'clerk' &&
      country.warned.some((region) => place.lineage.includes(region)),
  )
  const notice = await client(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      texts: country.warning,
      targets: [
        ...regions.map((place) => ({ jurisdiction: place.id, role: 'chief-official' as const })),
        ...local.map((place) => ({ jurisdiction: place.id, role: 'clerk' as const })),
      ],
      answerWithin: 45,
      // A drill may be played again within the hour.
      again: true,
    },
  })
  await addOwn(stage.ctx.database.db, 'agency-a', 'notices', notice.summary.id)
}

export async function advise(stage: Stage, { country }: DrillFacts): Promise<void> {
  const client = await stage.as(emailOf('agency-b'))
  const [language = 'en'] = await stage.ctx.languages()
  const targets = country.advised.map((jurisdiction) => ({
    jurisdiction,
    role: 'chief-official' as const,
  }))
  await client(sendNotice, {
    body: {
      kind: 'advisory',
      tlp: 'clear',
      texts: { [language]: country.advisory },
      targets,
      answerWithin: 240,
      again: true,
    },
  })
}

export async function close(stage: Stage, { country }: DrillFacts): Promise<void> {
  const { db } = stage.ctx.database
  const { notices } = await readOwn(db, 'agency-a')
  const notice = await db
    .selectFrom('notices')
    .select('id')
    .where('id', 'in', [NOBODY, ...notices])
    .where('closed_at', 'is', null)
    .orderBy('sent_at')
    .executeTakeFirst()
  if (!notice) return
  const client = await stage.as(emailOf('agency-a'))
  await client(closeNotice, {
    params: { id: notice.id },
    body: {
      reason: country.closeReason,
    },
  })
}
