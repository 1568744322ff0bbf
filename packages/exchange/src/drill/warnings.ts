import { closeNotice, sendNotice } from '@tocsin/api'
import { emailOf } from './cast.ts'
import { addOwn, readOwn } from './own.ts'
import type { Stage } from './stage.ts'
import { ADVISORY_TEXT, WARNING_EN, WARNING_ES } from './texts.ts'

/** Their counties are warned too. */
const WARNED_STATES = ['12', '13']

/** No notice has it; a list of ids must not be empty. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

export async function warn(stage: Stage): Promise<void> {
  const client = await stage.as(emailOf('agency-a'))
  const places = await stage.ctx.database.db
    .selectFrom('jurisdictions')
    .select(['id', 'accountable', 'lineage'])
    .orderBy('id')
    .execute()
  const states = places.filter((place) => place.accountable === 'chief-official')
  const counties = places.filter(
    (place) =>
      place.accountable === 'clerk' && WARNED_STATES.some((state) => place.lineage.includes(state)),
  )
  const notice = await client(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      en: WARNING_EN,
      es: WARNING_ES,
      targets: [
        ...states.map((place) => ({ jurisdiction: place.id, role: 'chief-official' as const })),
        ...counties.map((place) => ({ jurisdiction: place.id, role: 'clerk' as const })),
      ],
      answerWithin: 45,
      // A drill may be played again within the hour.
      again: true,
    },
  })
  await addOwn(stage.ctx.database.db, 'agency-a', 'notices', notice.summary.id)
}

export async function advise(stage: Stage): Promise<void> {
  const client = await stage.as(emailOf('agency-b'))
  const targets = ['04', '12', '13', '26', '32', '37', '42', '55'].map((jurisdiction) => ({
    jurisdiction,
    role: 'chief-official' as const,
  }))
  await client(sendNotice, {
    body: {
      kind: 'advisory',
      tlp: 'clear',
      en: ADVISORY_TEXT,
      targets,
      answerWithin: 240,
      again: true,
    },
  })
}

export async function close(stage: Stage): Promise<void> {
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
      reason: 'The posts are gone. Offices that never answered were called by their states.',
    },
  })
}
