/** A lower version in which words may tell of sources or methods: a named second person looks at exactly what would leave. */
import {
  approveMessage,
  createRelease,
  getMessage,
  getReceipt,
  getRelease,
  holdRelease,
  listAudited,
  listReleases,
  previewRelease,
  proposeTearLine,
  recallRelease,
  returnMessage,
  searchRecord,
  setRoles,
  submitMessage,
  type ReleaseDraft,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { tlpMarking } from '@tocsin/stix'
import { onServer, startMailServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, MESSAGE, openStage, type Stage } from './members-at-work.ts'

const HOUR_MS = 3_600_000
const MADE = '2026-09-30T10:00:00.000Z'
const FLAGGED = 'A confidential source gave the account name.'

onServer('A flagged tear-line', (open) => {
  let database: TestDatabase
  let mail: Awaited<ReturnType<typeof startMailServer>>
  let stage: Stage
  let author: Actor
  let second: Actor
  let third: Actor
  let operator: Actor
  let peer: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    mail = await startMailServer()
    stage = await openStage(database, { logins: { smtpUrl: mail.url } })
    // From the day on which the rule holds.
    stage.clock.set(new Date('2026-12-01T12:00:00.000Z'))
    operator = await stage.admit('Hub', 'hub', ['operator'])
    author = await stage.admit('Platform', 'platform', ['analyst', 'reviewer'])
    second = await stage.join(author, ['reviewer'])
    third = await stage.join(author, ['reviewer'])
    peer = await stage.admit('Peer', 'platform', ['analyst', 'reviewer'])
    group = await stage.found('Circle', [author, peer])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
    await mail?.stop()
  })

  const draftOf = (
    tlp: 'green' | 'amber',
    objects: unknown[],
    tearLine?: string,
  ): ReleaseDraft => ({
    title: `Title ${randomUUID()}`,
    terms: { groupId: group, tlp, pap: 'green', purpose: 'platform-integrity', basis: 'Charter' },
    objects,
    ...(tearLine ? { tearLine } : {}),
  })
  const note = (content: string) => ({
    type: 'note',
    spec_version: '2.1',
    id: `note--${randomUUID()}`,
    created: MADE,
    modified: MADE,
    abstract: 'How it was found',
    content,
    object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
    object_marking_refs: [tlpMarking('amber').id],
  })
  const release = async (draft: ReleaseDraft) => {
    const { digest } = await author.call(previewRelease, { body: draft })
    return (await author.call(createRelease, { body: { draft, digest } })).summary
  }
  const source = async (content = FLAGGED) => {
    const object = note(content)
    return { object, id: (await release(draftOf('amber', [object]))).id }
  }
  const propose = ({ object, id }: { object: { id: string }; id: string }, cut: string[] = []) =>
    author.call(proposeTearLine, {
      params: { id },
      body: { tlp: 'green', chosen: [{ id: object.id, cut }] },
    })
  const submit = (draft: ReleaseDraft, revises?: string, by = author) =>
    by.call(submitMessage, { body: { draft, ...(revises ? { revises } : {}) } })
  const look = (id: string, by = second) => by.call(getMessage, { params: { id } })
  const approve = async (id: string, by = second, digest?: string) => {
    const seen = await look(id, by)
    const body = { revision: seen.summary.revision, digest: digest ?? seen.digest }
    return by.call(approveMessage, { params: { id }, body })
  }
  const waiting = async (content = FLAGGED) => {
    const from = await source(content)
    const torn = await propose(from)
    const draft = draftOf('green', torn.objects, torn.id)
    return { from, torn, draft, id: (await submit(draft)).id }
  }

  test('goes to nobody by its author alone, at once or held, and says by which rule', async () => {
    const torn = await propose(await source())
    const draft = draftOf('green', torn.objects, torn.id)
    const { digest, verdicts } = await author.call(previewRelease, { body: draft })
    expect(verdicts.map(({ allow, rule }) => [allow, rule])).toEqual([
      [false, 'tear-line-needs-second'],
    ])
    const refused = { code: 'refused-by-policy', rule: 'tear-line-needs-second' }
    await expect(author.call(createRelease, { body: { draft, digest } })).rejects.toMatchObject(
      refused,
    )
    await expect(
      author.call(holdRelease, { body: { draft, digest, minutes: 5 } }),
    ).rejects.toMatchObject(refused)
    const inbox = await peer.call(listReleases, { query: { direction: 'in' } })
    expect(inbox.items.map(({ title }) => title)).not.toContain(draft.title)
  })

  test('is shown whole to a second person, who approves those bytes; its record names both, and so does its receipt', async () => {
    mail.mails.splice(0)
    const { id, draft, torn, from } = await waiting()
    await stage.exchange.drain()
    expect(mail.mails.length).toBe(2)
    expect(JSON.stringify(mail.mails)).toContain('A lower version of a release waits')
    expect(JSON.stringify(mail.mails)).not.toMatch(/Title|confidential/)
    const shown = await look(id)
    expect(shown.draft).toEqual(draft)
    expect(shown.summary).toMatchObject({ type: 'tear-line', state: 'submitted' })
    expect(shown.mails).toEqual({ handedOver: 2, waiting: 0, failed: 0 })
    expect(shown.tearLine).toMatchObject({
      sourceId: from.id,
      flags: [{ words: 'confidential source', form: 'a human source', property: 'content' }],
      moreFlags: 0,
      remaining: [],
    })
    const kept = await database.db
      .selectFrom('message_revisions')
      .select(['draft', 'sha256'])
      .where('message_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(kept.draft)).toEqual(draft)
    expect(shown.sha256).toBe(Buffer.from(kept.sha256).toString('hex'))
    const { releaseId } = await approve(id)
    const own = await author.call(getRelease, { params: { id: releaseId! } })
    expect(own.tearLine).toMatchObject({
      id: torn.id,
      flagged: 1,
      proposedBy: { id: author.personId },
      reviewedBy: { id: second.personId },
      reviewedAt: expect.any(String),
    })
    const theirs = await peer.call(getRelease, { params: { id: releaseId! } })
    expect(theirs).not.toHaveProperty('tearLine')
    const receipt = await peer.call(getReceipt, { params: { index: theirs.summary.logIndex } })
    const { verifier } = stage.exchange.context.log
    const { disclosure } = await verifyReceipt(receipt, toVerifiers(verifier))
    const payload = disclosure.state === 'open' ? disclosure.payload : '{}'
    expect(JSON.parse(payload)).toMatchObject({
      author: author.personId,
      approvedBy: second.personId,
      tearLine: { commitment: torn.commitment },
    })
  })

  test('is not approved by whoever proposed it, by a machine, or by whoever lost the role; and no other member knows of it', async () => {
    const { id } = await waiting()
    await expect(approve(id, author)).rejects.toMatchObject({ rule: 'second-is-another' })
    await expect(look(id, await stage.withKey(second))).rejects.toMatchObject({ code: 'not-found' })
    for (const stranger of [peer, operator])
      await expect(look(id, stranger)).rejects.toMatchObject({ code: 'not-found' })
    const rows = await asMember(database.db, { memberId: peer.id }, stage.clock.now(), (tx) =>
      tx.selectFrom('tear_lines').selectAll().execute(),
    )
    expect(rows).toEqual([])
    const leaving = await stage.join(author, ['reviewer'])
    const { digest } = await look(id, leaving)
    await operator.call(setRoles, {
      params: { id: leaving.personId },
      body: { roles: ['clerk'], had: ['reviewer'] },
    })
    await expect(approve(id, leaving, digest)).rejects.toMatchObject({ code: 'forbidden' })
    await approve(id, third)
  })

  test('is returned with words, proposed anew and shown with what changed since the first look; what was seen before is not approved', async () => {
    const { id, from, draft } = await waiting(`${FLAGGED} It posts at night.`)
    const first = await look(id)
    const reason = 'Say nothing of whom it comes from'
    await second.call(returnMessage, { params: { id }, body: { reason } })
    const torn = await propose(from, ['abstract'])
    const anew = { ...draft, objects: torn.objects, tearLine: torn.id }
    expect(await submit(anew, id)).toMatchObject({ revision: 2, state: 'submitted' })
    const { changes, history, tearLine } = await look(id)
    expect(history.map(({ what, note }) => [what, note])).toEqual([
      ['submitted', undefined],
      ['returned', reason],
      ['submitted', undefined],
    ])
    expect(changes!.words.filter(({ kind }) => kind === 'removed')).not.toEqual([])
    expect(tearLine!.flags).toHaveLength(1)
    await expect(approve(id, second, first.digest)).rejects.toMatchObject({
      code: 'preview-outdated',
    })
    expect(await approve(id)).toMatchObject({ state: 'approved', revision: 2 })
  })

  test('times out where nobody looks after it, on record by a kind of its own that an auditor finds without its words', async () => {
    const { id, draft } = await waiting()
    stage.clock.advance(24 * HOUR_MS)
    await stage.exchange.drain()
    const { summary, history } = await look(id)
    expect([summary.state, history.at(-1)!.what]).toEqual(['timed-out', 'timed-out'])
    const hub = await stage.admit('Inspector', 'agency', [])
    const auditor = await stage.join(hub, ['auditor'])
    await database.db
      .updateTable('people')
      .set({ ends_at: new Date(stage.clock.now().getTime() + 100 * HOUR_MS) })
      .where('id', '=', auditor.personId)
      .execute()
    const { id: search } = await auditor.call(searchRecord, {
      body: { filter: { kind: 'tear-line.timed-out' } },
    })
    const found = await auditor.call(listAudited, { params: { id: search } })
    expect(JSON.stringify(found)).toContain('tear-line.timed-out')
    expect(JSON.stringify(found)).not.toContain(draft.title)
    expect(await submit(draft, id)).toMatchObject({ state: 'submitted', revision: 2 })
  })

  test('whose source was taken back while it waits is not approved, and the reviewer is told why', async () => {
    const { id, from } = await waiting()
    const { digest } = await look(id)
    await author.call(recallRelease, { params: { id: from.id }, body: { reason: 'A mistake' } })
    expect((await look(id)).fault).toContain('was taken back')
    await expect(approve(id, second, digest)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('one in which no such words stand goes as before, and can be shown to a second person all the same', async () => {
    const from = await source('Posts at night.')
    const torn = await propose(from)
    const lower = await release(draftOf('green', torn.objects, torn.id))
    const own = await author.call(getRelease, { params: { id: lower.id } })
    expect(own.tearLine).toMatchObject({ flagged: 0 })
    expect(own.tearLine).not.toHaveProperty('reviewedBy')
    const again = await propose(from)
    const { id } = await submit(draftOf('green', again.objects, again.id))
    expect(await approve(id)).toMatchObject({ state: 'approved' })
    await expect(submit(draftOf('green', again.objects))).rejects.toMatchObject({
      code: 'bad-request',
    })
  })

  test('one of an agency that states a message in a group without platforms is reviewed too, and reaches the others', async () => {
    const agency = await stage.admit('Agency', 'agency')
    const reviewer = await stage.join(agency, ['reviewer'])
    const council = await stage.found('Council', [agency, operator])
    const own = draftOf('amber', [note(FLAGGED)])
    const terms = { ...own.terms, groupId: council }
    const { digest } = await agency.call(previewRelease, { body: { ...own, terms } })
    const body = { draft: { ...own, terms }, digest }
    const { summary } = await agency.call(createRelease, { body })
    const [object] = own.objects as { id: string }[]
    const torn = await agency.call(proposeTearLine, {
      params: { id: summary.id },
      body: { tlp: 'green', chosen: [{ id: object!.id, cut: [] }] },
    })
    const draft: ReleaseDraft = {
      ...draftOf('green', torn.objects, torn.id),
      terms: { ...terms, tlp: 'green' },
      message: MESSAGE,
    }
    const { id } = await submit(draft, undefined, agency)
    expect(await approve(id, reviewer)).toMatchObject({ state: 'approved' })
  })

  test('whose title or basis tells of sources, or says what was cut, waits for a second person too, who is shown where it stands', async () => {
    const object = { ...note('Posts at night.'), abstract: 'Told by Quillfeather' }
    const from = { object, id: (await release(draftOf('amber', [object]))).id }
    const torn = await propose(from, ['abstract'])
    const plain = draftOf('green', torn.objects, torn.id)
    const told = [
      { ...plain, title: 'A confidential source gave the names' },
      { ...plain, title: 'What Quillfeather said' },
      { ...plain, terms: { ...plain.terms, basis: 'Collected under section 702' } },
    ]
    const places: unknown[] = []
    for (const draft of told) {
      const { verdicts, sourceWords } = await author.call(previewRelease, { body: draft })
      expect(verdicts[0]).toMatchObject({ allow: false, rule: 'tear-line-needs-second' })
      places.push(sourceWords!.map(({ object, property, words }) => [object, property, words])[0])
    }
    expect(places).toEqual([
      ['', 'title', 'confidential source'],
      ['', 'title', 'Quillfeather'],
      ['', 'basis', 'Collected under'],
    ])
    const seen = await author.call(previewRelease, { body: plain })
    expect([seen.verdicts[0]!.allow, seen.sourceWords]).toEqual([true, []])
    const { id } = await submit(told[0]!)
    expect((await look(id)).tearLine!.flags).toMatchObject([{ object: '', property: 'title' }])
    const { releaseId } = await approve(id)
    const own = await author.call(getRelease, { params: { id: releaseId! } })
    expect(own.tearLine).toMatchObject({ flagged: 1, reviewedBy: { id: second.personId } })
  })

  test('one that was proposed before it was kept what is flagged in it is proposed anew', async () => {
    const torn = await propose(await source())
    await database.db
      .updateTable('tear_lines')
      .set({ found: null })
      .where('id', '=', torn.id)
      .execute()
    await expect(
      author.call(previewRelease, { body: draftOf('green', torn.objects, torn.id) }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('propose it anew'),
    })
  })
})
