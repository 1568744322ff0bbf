import {
  composeStix,
  getReleaseObjects,
  listReleases,
  makeReport,
  reportSuspicious,
} from '@tocsin/api'
import { createObject } from '@tocsin/stix'
import { emailOf } from './cast.ts'
import { hashOfFrame } from './drawn-frame.ts'
import { linkOf, releaseAs } from './hub-seed.ts'
import { readOwn } from './own.ts'
import { COUNTIES, PEERS, STATES } from './spoofed-mails-seed.ts'
import type { Stage } from './stage.ts'

/** A made-up domain stands in for the one that the mails named, documentation addresses (RFC 5737) for the servers. */
const SENDER = 'info@poser-group.example'
const SERVERS = ['192.0.2.41', '198.51.100.77']
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** A mail as a voter handed it to the office; whom it went to stays there. */
const MAIL = [
  `Received: from out.poser-group.example (${SERVERS[0]}) by mx.provider.example for <voter@home.example>; Tue, 20 Oct 2020 09:10:00 -0400`,
  `From: Poser group <${SENDER}>`,
  'To: voter@home.example',
  'Subject: Vote or else',
  '',
  'Vote as we say or we will come after you. We know where you live.',
].join('\r\n')

/** What each clerk says, in the order in which they report. */
const SAID = [
  {
    kind: 'threat' as const,
    where: SENDER,
    what: 'A voter of 14 Heronsgate Lane brought us a mail. It says: vote as we say or we will come after you.',
    files: [{ name: 'mail.eml', content: base64(MAIL) }],
  },
  {
    kind: 'threat' as const,
    where: SENDER,
    what: 'Eleven voters called since nine. All got the same mail. It knows their names.',
  },
] as const

/** The clerk of the county at this place of the list reports by a link; the last one has the mail looked at first. */
export async function reportAs(stage: Stage, seed: string, at: number): Promise<void> {
  const token = await linkOf(stage, COUNTIES[at]!)
  const key = `drill-report-of-county-${at}-${seed.replaceAll(/[^\w-]/g, '')}`.slice(0, 100)
  const said = SAID[at]
  if (said) {
    const { files = [], ...rest } = said as (typeof SAID)[0]
    await stage.anonymous(makeReport, { body: { token, key, ...rest, files: [...files] } })
  } else await stage.anonymous(reportSuspicious, { body: { token, key, mail: base64(MAIL) } })
}

/** The provider tells its peers by which servers the mails came. */
export async function tellServers(stage: Stage): Promise<void> {
  const provider = await stage.as(emailOf('provider'))
  const { objects } = await provider(composeStix, {
    body: {
      title: 'Servers of the threatening mails',
      words: 'Mails under a false name came by these servers. Whom they went to stays with us.',
      items: SERVERS.map((value, row) => ({ row: row + 1, kind: 'ipv4' as const, value })),
      lookFor: true,
    },
  })
  await releaseAs(stage, 'provider', PEERS, {
    title: 'Servers of the threatening mails',
    objects,
    composed: { asGiven: [] },
  })
}

/** A platform tells its peers the hashes of frames of the film. */
export async function tellFrames(stage: Stage): Promise<void> {
  const objects = [1, 2, 3].map((at) =>
    createObject('file', { name: `frame-${at}.png`, hashes: { PDQ: hashOfFrame(at) } }),
  )
  await releaseAs(stage, 'platform-b', PEERS, { title: 'Frames of the film', objects })
}

/** Another platform reads what the drill released. */
export async function readFrames(stage: Stage): Promise<void> {
  const platform = await stage.as(emailOf('platform-c'))
  const { db } = stage.ctx.database
  const own = [
    ...(await readOwn(db, 'provider')).releases,
    ...(await readOwn(db, 'platform-b')).releases,
  ]
  const { items } = await platform(listReleases, { query: { direction: 'in' } })
  for (const { id } of items.filter((one) => own.includes(one.id)))
    await platform(getReleaseObjects, { params: { id } })
}

/** The agency says who is behind it: facts and attribution, each a part of its own. */
export async function sayWho(stage: Stage): Promise<void> {
  const agency = await stage.as(emailOf('agency'))
  const title = 'Who sent the threatening mails'
  const made = await agency(composeStix, {
    body: {
      title,
      words: 'Mails that threaten voters came by these servers.',
      items: SERVERS.map((value, row) => ({ row: row + 1, kind: 'ipv4' as const, value })),
      lookFor: true,
      attribution: {
        actor: 'Actors of a foreign country',
        likelihood: 'very-likely',
        confidence: 'high',
        basis: 'The servers were rented by people seen before.',
      },
    },
  })
  for (const [kind, objects] of [
    ['facts', made.objects],
    ['attribution', made.attribution!],
  ] as const)
    await releaseAs(stage, 'agency', STATES, {
      title,
      objects: [...objects],
      composed: { asGiven: [] },
      part: { statement: made.statement, kind },
    })
}
