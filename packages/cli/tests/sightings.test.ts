/** What logs of one's own machine hold of a release, found there and sent back to its sender by command. */
import {
  addToGroup,
  createGroup,
  createRelease,
  getReleaseObjects,
  listReleases,
  previewRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { makeSignInLink } from '@tocsin/exchange'
import { freePort, freshPglite, seedMember, startTestExchange } from '@tocsin/testkit'
import type { Seeded, TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

const AT = '2026-10-01T00:00:00.000Z'
const folder = mkdtempSync(join(tmpdir(), 'tocsin-sightings-'))
const at = (name: string) => join(folder, name)
let node: TestExchange
let origin: string
let close: () => Promise<void>
let sender: Seeded
let receiver: Seeded
let third: Seeded
let group: string

beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  node = await startTestExchange({ database: await freshPglite(), port, origin })
  close = (await node.listen()).close
  const { db } = node.context.database
  const seed = (name: string) => seedMember(db, { name, kind: 'platform', roles: ['analyst'] })
  sender = await seed('Sender')
  receiver = await seed('Receiver')
  third = await seed('Third')
  const hub = await seedMember(db, { name: 'Hub', kind: 'hub', roles: ['operator'] })
  const operating = await node.stage.as(hub.email)
  const charter = {
    name: 'Group',
    charter: 'Members share what they find.',
    purposes: ['election-security' as const],
    legalBasis: 'Agreement of the members',
    maxTlp: 'red' as const,
    markings: [],
    expiresAt: '2099-01-01T00:00:00.000Z',
  }
  group = (await operating(createGroup, { body: charter })).id
  for (const { memberId } of [sender, receiver, third])
    await operating(addToGroup, { params: { id: group, memberId } })
  const link = await makeSignInLink(db, origin, receiver.email, new Date())
  const signIn = ['case', 'sign-in', '--url', origin, '--session', at('me')]
  const { code, text } = await runTocsin(signIn, { TOCSIN_LINK: link })
  if (code !== 0) throw new Error(text)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  const { database } = node.context
  await close()
  await node.close()
  await database.close()
})

const indicator = (domain: string) => ({
  type: 'indicator',
  spec_version: '2.1',
  id: `indicator--${randomUUID()}`,
  created: AT,
  modified: AT,
  name: domain,
  indicator_types: ['malicious-activity'],
  pattern: `[domain-name:value = '${domain}']`,
  pattern_type: 'stix',
  valid_from: AT,
})
const release = async (objects: object[]) => {
  const terms = {
    groupId: group,
    tlp: 'green' as const,
    pap: 'green' as const,
    purpose: 'election-security' as const,
    basis: 'Agreement of the members',
  }
  const draft: ReleaseDraft = { title: 'Pages that copy others', terms, objects }
  const call = await node.stage.as(sender.email)
  const { digest } = await call(previewRelease, { body: draft })
  return (await call(createRelease, { body: { draft, digest } })).summary.id
}
const receivedBy = async ({ email }: Seeded) =>
  (await (await node.stage.as(email))(listReleases, { query: { direction: 'in' } })).items

test('sightings of a release go back to its sender alone, once they were shown, and say nothing but how often and when', async () => {
  const given = [indicator('ballot-help.example'), indicator('unseen.example')]
  const other = indicator('elsewhere.example')
  const id = await release(given)
  writeFileSync(at('given.json'), JSON.stringify([...given, other]))
  writeFileSync(
    at('log.jsonl'),
    ['2026-10-02T08:00:00Z', '2026-10-02T09:30:00Z']
      .map((ts) => `${JSON.stringify({ ts, host: 'ballot-help.example' })}\n`)
      .join('') + `${JSON.stringify({ ts: '2026-10-02T10:00:00Z', host: 'elsewhere.example' })}\n`,
  )
  const match = ['match', at('log.jsonl'), '--sightings', at('seen.json')]
  await runTocsin([...match, '--indicators', at('given.json')])

  const send = ['sightings', at('seen.json'), '--release', id, '--session', at('me')]
  const shown = await runTocsin(send)
  expect(shown).toMatchObject({ code: 0 })
  expect(shown.text).toContain('Stays here: 1 sighting of what this release does not hold.')
  expect(shown.text).toContain('1 sighting to Sender, green, PAP green: Seen: Pages that copy')
  expect(shown.text).toMatch(/Sender: receives it \(\S+\)/)
  expect(shown.text).toContain('Nothing was sent.')
  expect(await receivedBy(sender)).toEqual([])

  const sent = await runTocsin([...send, '--send'])
  expect(sent).toMatchObject({ code: 0, text: expect.stringMatching(/Sent as release \S+, entry/) })
  const [back] = await receivedBy(sender)
  expect(back).toMatchObject({ title: 'Seen: Pages that copy others' })
  expect((await receivedBy(third)).map(({ title }) => title)).toEqual(['Pages that copy others'])
  const { objects } = await (
    await node.stage.as(sender.email)
  )(getReleaseObjects, {
    params: { id: back!.id },
  })
  const [sighting] = objects.filter((one) => (one as { type: string }).type === 'sighting')
  expect(sighting).toMatchObject({ sighting_of_ref: given[0]!.id, count: 2 })
  expect(JSON.stringify(objects)).not.toMatch(/ballot-help|log\.jsonl|elsewhere/)
})

test('nothing of the release, a release of others, and a file that cannot be read end in failure with why', async () => {
  const id = await release([indicator('other.example')])
  const run = (file: string, release: string) =>
    runTocsin(['sightings', file, '--release', release, '--session', at('me'), '--send'])
  const none = await run(at('seen.json'), id)
  expect(none).toMatchObject({ code: 1, text: expect.stringContaining('no sighting in it is of') })
  const foreign = await run(at('seen.json'), randomUUID())
  expect(foreign.code).toBe(1)
  writeFileSync(at('broken.json'), '{"type":')
  const broken = await run(at('broken.json'), id)
  expect(broken).toMatchObject({ code: 1, text: expect.stringContaining('not JSON') })
})
