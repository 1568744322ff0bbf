/** What a full exchange holds, put in through its own doors where there are any. */
import {
  createRelease,
  importFindings,
  importPlaces,
  listGroups,
  listJurisdictions,
  previewRelease,
  sendNotice,
  type NetworkDocument,
  type NoticeDraft,
  type ReleaseDraft,
} from '@tocsin/api'
import type { Db } from '@tocsin/exchange'
import { deterministicId } from '@tocsin/stix'
import { randomUUID } from 'node:crypto'
import { FINDING, mailOf, sendExampleNotice, type House } from '../tests/web/house.ts'

/** How many of each. */
type Full = {
  releases: number
  perRelease: number
  findings: number
  offices: number
  members: number
}

const ROLES = ['clerk', 'chief-official', 'it'] as const

/** The link of a notice to one county, out of its mail. */
export async function mailedLink(at: House): Promise<string> {
  await sendExampleNotice(at)
  await at.exchange.drain()
  const mail = at.mail.mails.findLast(({ to }) => to === 'office-39049-0@office.example')
  const link = /https?:\/\/\S+\/n#[\w-]+/.exec(mail?.text ?? '')?.[0]
  if (!link) throw new Error('no mail with a link came')
  return link
}

/** Members, findings and releases; gives the release that the peer received last. */
export async function fill(at: House, db: Db, full: Full): Promise<string> {
  const now = at.exchange.clock.now()
  const members = Array.from({ length: full.members }, (_, i) => ({
    id: randomUUID(),
    name: `Member ${i}`,
    kind: (['platform', 'researcher', 'agency', 'campaign'] as const)[i % 4]!,
    created_at: now,
  }))
  for (let from = 0; from < members.length; from += 500)
    await db
      .insertInto('members')
      .values(members.slice(from, from + 500))
      .execute()
  await told(`${full.members} members, ${full.findings} findings`, () => addFindings(at, full))
  return told(`${full.releases} releases of ${full.perRelease} objects`, () =>
    addReleases(at, full),
  )
}

async function addFindings(at: House, { findings: count }: Full): Promise<void> {
  const call = await at.exchange.stage.as(mailOf('platform'))
  for (let from = 0; from < count; from += 500) {
    const findings = Array.from({ length: Math.min(500, count - from) }, (_, i): unknown => {
      const number = from + i
      const members = FINDING.members.map((one) => ({
        ...one,
        account: `${one.account}_${number}`,
      }))
      const id = `finding-${String(number + 10).padStart(32, '0')}`
      return { ...FINDING, id, members } satisfies NetworkDocument
    })
    await call(importFindings, { body: { findings } })
  }
}

async function addReleases(at: House, { releases, perRelease }: Full): Promise<string> {
  const call = await at.exchange.stage.as(mailOf('platform'))
  const [group] = (await call(listGroups)).items
  let last = ''
  for (let number = 0; number < releases; number++) {
    const objects = Array.from({ length: perRelease }, (_, i) => {
      const value = `site-${number}-${i}.example`
      const object = { type: 'domain-name', spec_version: '2.1', value }
      return { ...object, id: deterministicId(object)! }
    })
    const terms: ReleaseDraft['terms'] = {
      groupId: group!.id,
      tlp: 'green',
      pap: 'green',
      purpose: 'election-security',
      basis: group!.legalBasis,
    }
    const draft: ReleaseDraft = { title: `Domains, part ${number}`, terms, objects }
    const { digest } = await call(previewRelease, { body: draft })
    last = (await call(createRelease, { body: { draft, digest } })).summary.id
  }
  return last
}

/** A notice to every office there is, with towns beside the counties so that there are enough. */
export async function tellOffices(at: House, offices: number): Promise<string> {
  const operator = await at.exchange.stage.as(mailOf('operator'))
  const rows = Array.from({ length: 1200 }, (_, i) => ({
    state: 'OH',
    county: 'Franklin',
    name: `Town ${i}`,
    kind: 'town',
  }))
  const { faults } = await operator(importPlaces, { body: { rows } })
  if (faults.length > 0) throw new Error(faults[0]!.message)
  const call = await at.exchange.stage.as(mailOf('agency'))
  const states = (await call(listJurisdictions, { query: {} })).items
  const below = await Promise.all(
    states.map(async ({ id }) => (await call(listJurisdictions, { query: { parent: id } })).items),
  )
  const counties = below.flat()
  const franklin = (await call(listJurisdictions, { query: { parent: '39049' } })).items
  const of = (id: string) => ROLES.map((role) => ({ jurisdiction: id, role }))
  // A place is told together with the official above it.
  const above = states.map(({ id }) => ({ jurisdiction: id, role: 'chief-official' as const }))
  const targets = [...above, ...[...counties, ...franklin].flatMap(({ id }) => of(id))].slice(
    0,
    offices,
  )
  const body: NoticeDraft = {
    kind: 'notice',
    tlp: 'green',
    texts: {
      en: {
        subject: 'A false site for all of them',
        what: 'A site asks for the sign-in of poll books.',
        howSure: 'We saw it.',
        actions: ['Do not sign in there'],
        whoToCall: 'Duty desk',
      },
    },
    targets,
    answerWithin: 60,
  }
  const sent = await told(`a notice to ${targets.length} offices`, () =>
    call(sendNotice, { body: { ...body, again: true } }),
  )
  return sent.summary.id
}

async function told<T>(what: string, act: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const done = await act()
  console.log(`filled: ${what}, ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return done
}
