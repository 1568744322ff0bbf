/** Each new release is matched against what a member keeps, on its own machine; nobody else sees that anything hit. */
import {
  addToGroup,
  createGroup,
  createRelease,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { freePort, onServer, seedMember, startTestExchange } from '@tocsin/testkit'
import type { Seeded, TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

const AT = '2026-09-30T00:00:00.000Z'

onServer('tocsin match-private releases', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-releases-'))
  const list = join(folder, 'own.txt')
  const posts = join(folder, 'posts.jsonl')
  const state = join(folder, 'state')
  let node: TestExchange
  let origin: string
  let sender: Seeded
  let receiver: Seeded
  let group: string
  let close: () => Promise<void>

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    node = await startTestExchange({ database: await open(), port, origin })
    close = (await node.listen()).close
    const { db } = node.context.database
    sender = await seedMember(db, { name: 'Observatory', kind: 'researcher', roles: ['analyst'] })
    receiver = await seedMember(db, { name: 'Platform', kind: 'platform', roles: ['analyst'] })
    const hub = await seedMember(db, { name: 'Hub', kind: 'hub', roles: ['operator'] })
    const operating = await node.stage.as(hub.email)
    const body = {
      name: 'Group',
      charter: 'Members share what they find.',
      purposes: ['election-security' as const],
      legalBasis: 'Agreement of the members',
      maxTlp: 'red' as const,
      markings: [],
      expiresAt: '2099-01-01T00:00:00.000Z',
    }
    group = (await operating(createGroup, { body })).id
    for (const { memberId } of [sender, receiver])
      await operating(addToGroup, { params: { id: group, memberId } })
    writeFileSync(list, 'ballot-help.example\nour-own.example\n')
    writeFileSync(
      posts,
      '{"author":"one","text":"see https://votes-county.example/where"}\n{"author":"two","text":"nothing"}\n',
    )
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    const { database } = node.context
    await close()
    await node.close()
    await database.close()
  })

  const release = async (title: string, domains: string[]) => {
    const objects = domains.map((domain) => ({
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
    }))
    const draft: ReleaseDraft = {
      title,
      terms: {
        groupId: group,
        tlp: 'green',
        pap: 'green',
        purpose: 'election-security',
        basis: 'Agreement of the members',
      },
      objects,
    }
    const call = await node.stage.as(sender.email)
    const { digest } = await call(previewRelease, { body: draft })
    return (await call(createRelease, { body: { draft, digest } })).summary.id
  }
  const run = (...lists: string[]) =>
    runTocsin(['match-private', 'releases', ...lists, '--url', origin, '--state', state], {
      TOCSIN_KEY: receiver.authorization.replace('Bearer ', ''),
    })
  const sentOn = async () => {
    const { db } = node.context.database
    const payloads = await db.selectFrom('log_payloads').select(['payload']).execute()
    const replies = await db.selectFrom('replies').select('id').execute()
    return { text: JSON.stringify(payloads), replies: replies.length }
  }

  test('a release is matched against lists and exports once, hits stay here, and a list that changed is matched anew', async () => {
    const hit = await release('Pages that copy others', [
      'ballot-help.example',
      'votes-county.example',
    ])
    const miss = await release('Others', ['elsewhere.example'])
    const first = await run(list, posts)
    expect(first.code).toBe(0)
    expect(first.text).toMatch(
      new RegExp(`^${hit}\\t.*own.txt:1\\tdomain\\tballot-help.example`, 'm'),
    )
    expect(first.text).toMatch(
      new RegExp(`^${hit}\\t.*posts.jsonl:1\\t.*votes-county.example`, 'm'),
    )
    expect(first.text).not.toMatch(new RegExp(`^${miss}\\t`, 'm'))
    expect(first.text).toContain('2 releases were matched')
    expect((await run(list, posts)).text).toContain('0 releases were matched')
    writeFileSync(list, 'ballot-help.example\nelsewhere.example\n')
    const again = await run(list, posts)
    expect(again.text).toMatch(new RegExp(`^${miss}\\t.*elsewhere.example`, 'm'))
    // What was given under terms is not kept, and nothing of what hit is at the exchange.
    expect(readdirSync(state)).toEqual(['releases.done'])
    const { text, replies } = await sentOn()
    expect([text.includes('our-own'), text.includes('posts.jsonl'), replies]).toEqual([
      false,
      false,
      0,
    ])
  })

  test('a release that was taken back is not matched', async () => {
    const gone = await release('Taken back', ['ballot-help.example'])
    const call = await node.stage.as(sender.email)
    await call(recallRelease, { params: { id: gone }, body: { reason: 'A mistake' } })
    const { text } = await run(list)
    expect(text).not.toMatch(new RegExp(`^${gone}\\t`, 'm'))
    expect(text).toContain('2 releases were matched')
  })
})
