import {
  acknowledgeNotice,
  closeNotice,
  getCoverage,
  getOfficeReceipt,
  getOverview,
  listNotices,
  listOfficeNotices,
  listRefusals,
  openNotice,
  sendNotice,
} from '@tocsin/api'
import { AGENCY, HUB, onServer, startApprising, type Apprising } from '@tocsin/testkit'
import { afterAll, beforeEach, afterEach, beforeAll, expect, test } from 'vitest'
import { findOfficeToken } from '../offices/door.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const STATE = 'clerk@state.example'

onServer('after a notice was closed', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let stop: Apprising['close']

  beforeAll(async () => {
    ;({
      node,
      mail,
      close: stop,
    } = await startApprising(await open(), {
      offices: [{ name: 'Florida', email: STATE, jurisdiction: '12' }],
      contacts: [{ jurisdiction: '12', role: 'chief-official' }],
    }))
  })
  afterAll(() => stop())

  let id: string
  beforeEach(async () => {
    const agency = await node.stage.as(AGENCY)
    const { summary } = await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: { en: { subject: 'A', what: 'B', howSure: 'C', actions: ['D'], whoToCall: 'E' } },
        targets: [{ jurisdiction: '12', role: 'chief-official' }],
        answerWithin: 60,
        again: true,
      },
    })
    id = summary.id
    await node.drain()
  })
  afterEach(() => {
    mail.mails.length = 0
  })
  const close = async () =>
    (await node.stage.as(AGENCY))(closeNotice, { params: { id }, body: { reason: 'Gone.' } })

  test('its link opens it for thirty days and then ends, for answers and receipts too', async () => {
    const token = findOfficeToken(mail.mails[0]!.text)!
    node.clock.advance(40 * MINUTE)
    await close()
    node.clock.advance(30 * DAY - 1)
    expect(await node.stage.anonymous(openNotice, { body: { token } })).toMatchObject({
      noticeId: id,
      closed: true,
    })
    node.clock.advance(1)
    const doors = [
      () => node.stage.anonymous(openNotice, { body: { token } }),
      () => node.stage.anonymous(acknowledgeNotice, { body: { token, step: 'told' } }),
      () => node.stage.anonymous(getOfficeReceipt, { body: { token } }),
    ]
    for (const door of doors)
      await expect(door()).rejects.toMatchObject({ status: 410, rule: 'link-ended' })
    const { items } = await (await node.stage.as(AGENCY))(listRefusals)
    expect(items.map(({ act, subject, rule }) => ({ act, subject, rule }))).toEqual([
      { act: 'notice.open', subject: `notice:${id}`, rule: 'link-ended' },
    ])
  })

  test('no office turns overdue: not on the map, in a list, on the desk of the office or the overview', async () => {
    const agency = await node.stage.as(AGENCY)
    await close()
    node.clock.advance(600 * MINUTE)
    await node.drain()
    const { counts, targets } = await agency(getCoverage, { params: { id }, query: {} })
    expect(counts).toMatchObject({ waiting: 1, overdue: 0 })
    expect(targets[0]).not.toHaveProperty('overdueSince')
    const inList = (await agency(listNotices)).items.find((one) => one.id === id)
    expect(inList?.counts).toMatchObject({ waiting: 1, overdue: 0 })
    const desk = (await (await node.stage.as(STATE))(listOfficeNotices)).items
    expect(desk.find((one) => one.noticeId === id)).toMatchObject({
      state: 'waiting',
      closed: true,
    })
    const overview = await (await node.stage.as(HUB))(getOverview)
    expect(overview.overdueTargets).toBe(0)
  })
})
