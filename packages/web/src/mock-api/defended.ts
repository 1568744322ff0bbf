import * as api from '@tocsin/api'
import { ALERTS, countsOf, PARTIES } from './alerts.ts'
import { need, on, type MockHandler } from './on.ts'
import { MEMBERS, NOW } from './people.ts'

export const DEFENDED: MockHandler[] = [
  on(api.listParties, ({ query }) => {
    const items = PARTIES.filter(({ id }) => query.id === undefined || id === query.id)
    return { items, total: items.length }
  }),
  on(api.countParties, () => ({ counts: [{ kind: 'campaign' as const, count: 1 }] })),
  on(api.settleParty, ({ params }) => need(PARTIES.find((one) => one.id === params.id))),
  on(api.listAlerts, ({ query }) => ({
    items: ALERTS.filter(({ state }) => query.state === undefined || state === query.state),
    counts: countsOf(ALERTS),
  })),
  on(api.getAlert, ({ params }) => ({
    alert: need(ALERTS.find((one) => one.id === params.id)),
    mails: [{ title: 'Head of IT', state: 'handed-over' as const, at: NOW }],
  })),
  on(api.answerAlert, ({ params, body }) => {
    const alert = need(ALERTS.find((one) => one.id === params.id))
    Object.assign(alert, { state: 'answered', answer: { ...body, at: NOW } })
    return alert
  }),
  on(api.openPartyLink, () => ({
    party: 'Forward Campaign',
    from: MEMBERS[6]!.name,
    toldAt: NOW,
    code: '4821-3310-7742',
    alerts: ALERTS.filter(({ state }) => state !== 'new'),
    total: 2,
  })),
  on(api.answerByLink, ({ body: { token: _token, alertId, ...said } }) => ({
    ...need(ALERTS.find((one) => one.id === alertId)),
    answer: { ...said, at: NOW },
  })),
  on(api.listOpenedSeals, () => ({ items: [] })),
]
