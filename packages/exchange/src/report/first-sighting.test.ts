import {
  acknowledgeNotice,
  addToGroup,
  createGroup,
  createRelease,
  draftStix,
  getReport,
  getSession,
  importFindings,
  openNotice,
  previewRelease,
  sendNotice,
  type NoticeDraft,
} from '@tocsin/api'
import {
  addressOf,
  AGENCY,
  HUB,
  onEachDatabase,
  startApprising,
  type Apprising,
} from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

const MINUTE = 60_000
const AT = '2026-09-30T10:00:00.000Z'
const CLERK = { jurisdiction: '12086', role: 'clerk' } as const
const OCTOBER = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' }
const toDraft = (subject: string): NoticeDraft => ({
  kind: 'notice',
  tlp: 'green',
  texts: {
    en: {
      subject,
      what: 'Some accounts post that polls close at noon.',
      howSure: 'We saw the posts.',
      actions: ['Post the right hours today'],
      whoToCall: 'Duty desk',
    },
  },
  targets: [{ jurisdiction: '12', role: 'chief-official' }, CLERK],
  answerWithin: 600,
})
const FINDING = {
  version: 1,
  id: `finding-${'0'.repeat(31)}1`,
  trace: 'hashtag',
  summary: '2 accounts used the same hashtags.',
  score: 1,
  q: null,
  started: AT,
  ended: AT,
  members: ['a', 'b'].map((account) => ({ account, score: 1, degree: 1, posts: 9, matched: 8 })),
  membersTotal: 2,
  edges: [],
  edgesTotal: 0,
  evidence: [],
  evidenceTotal: 0,
  timeline: { from: AT, binSeconds: 600, counts: [4] },
  caveats: [],
  parameters: {
    trace: 'hashtag',
    window: 60,
    mode: 'pairs',
    minWeight: 3,
    minMembers: 2,
    seed: 1,
    maxAccountsPerObject: null,
  },
}

onEachDatabase('first sighting', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']
  beforeAll(async () => {
    ;({ node, mail, close } = await startApprising(await open(), { contacts: [CLERK] }))
  })
  afterAll(() => close())

  async function releaseFinding(): Promise<string> {
    const agency = await node.stage.as(AGENCY)
    const hub = await node.stage.as(HUB)
    const own = await node.admit({ name: 'Bureau', kind: 'agency', email: 'a@b.example', roles: ['analyst'] }) // prettier-ignore
    const peer = await node.admit({ name: 'Peer', kind: 'agency', email: 'p@p.example', roles: ['analyst'] }) // prettier-ignore
    const terms = {
      tlp: 'green' as const,
      pap: 'green' as const,
      purpose: 'election-security' as const,
      basis: 'Charter',
    }
    const group = await hub(createGroup, {
      body: {
        name: 'Circle',
        charter: 'Members tell each other what they found.',
        purposes: ['election-security'],
        legalBasis: 'Charter',
        maxTlp: 'amber',
        expiresAt: '2027-09-01T00:00:00.000Z',
      },
    })
    const { member } = await agency(getSession)
    for (const one of [own, peer, member.id])
      await hub(addToGroup, { params: { id: group.id, memberId: one } })
    const { items } = await agency(importFindings, { body: { findings: [FINDING] } })
    const findingId = items[0]!.id
    const { objects } = await agency(draftStix, { params: { id: findingId } })
    node.clock.advance(90 * MINUTE)
    const draft = { title: 'In step', findingId, terms: { ...terms, groupId: group.id }, objects }
    const { digest } = await agency(previewRelease, { body: draft })
    return (await agency(createRelease, { body: { draft, digest } })).summary.id
  }

  async function answer(step: 'understood' | 'acted') {
    const sent = mail.mails.findLast((one) => one.to === addressOf(CLERK))!
    const token = /\/n#([\w-]+)/.exec(sent.text)![1]!
    await node.stage.anonymous(openNotice, { body: { token } })
    const body = { token, step, ...(step === 'understood' ? { who: 'The deputy' } : {}) }
    await node.stage.anonymous(acknowledgeNotice, { body })
  }

  test('an incident runs from the finding that its release was made of; where nothing came before the notice, that is said', async () => {
    const agency = await node.stage.as(AGENCY)
    const releaseId = await releaseFinding()
    node.clock.advance(60 * MINUTE)
    await agency(sendNotice, { body: { ...toDraft('Wrong hours'), releaseId } })
    await node.drain()
    node.clock.advance(10 * MINUTE)
    await answer('understood')
    node.clock.advance(20 * MINUTE)
    await answer('acted')
    await agency(sendNotice, { body: toDraft('Something else') })
    await node.drain()

    const hub = await node.stage.as(HUB)
    const { incidents, sections } = await hub(getReport, { query: OCTOBER })
    const line = (kind: string) =>
      sections.flatMap(({ lines }) => lines).find((one) => one.kind === kind)!.entries
    const [[found]] = line('findings.imported') as [[number, number]]
    expect(incidents).toMatchObject([
      {
        sighting: { by: 'finding', entry: found },
        offices: 2,
        reached: { offices: 1 },
        steps: [
          { step: 'told', offices: 1, minutes: { first: 160, half: 160, last: 160 } },
          { step: 'understood', offices: 1, minutes: { first: 160 } },
          { step: 'acted', offices: 1, minutes: { first: 180 }, entries: line('notice.acted') },
        ],
      },
      { offices: 2, steps: [{ offices: 0 }, { offices: 0 }, { offices: 0 }] },
    ])
    expect(incidents![1]).not.toHaveProperty('sighting')
    // An operator who learns the place of an entry learns nothing of the finding.
    expect(JSON.stringify(incidents)).not.toContain('hashtag')
  })
})
