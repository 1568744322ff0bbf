/** A person's own page: what they choose, and their sessions, for themselves alone. */
import {
  changeSettings,
  chooseMeetingMail,
  createKey,
  endOtherSessions,
  endSession,
  getSession,
  getSettings,
  listKeys,
  listPeople,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toSessionCookie } from '../src/auth/cookie.ts'
import { startSession } from '../src/auth/sessions.ts'
import { hashSecret } from '../src/auth/secrets.ts'
import { type Actor, openStage, START, type Stage } from './members-at-work.ts'

const HOUR = 3_600_000

onServer('The own page', (open) => {
  let database: TestDatabase
  let stage: Stage
  let lab: Actor
  let colleague: Actor
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    lab = await stage.admit('Lab', 'researcher')
    colleague = await stage.join(lab, ['analyst'])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  /** Another session of a person, begun `hours` ago from a device. */
  const signIn = async ({ personId }: Actor, hours = 0, device?: string) => {
    const at = new Date(Date.now() - hours * HOUR)
    const { db } = database
    const token = await db.transaction().execute((tx) => startSession(tx, personId, at, device))
    const cookie = toSessionCookie('http://127.0.0.1:8080', token).split(';')[0]!
    return { cookie, 'sec-fetch-site': 'same-origin' }
  }
  const acts = async (kind: string, personId: string) => {
    const { rows } = await sql<{ payload: string }>`
      select p.payload from log_payloads p where p.subject = ${`person:${personId}`}
        and p.payload::json ->> 'act' = ${kind} order by index`.execute(database.db)
    return rows.map(({ payload }) => JSON.parse(payload))
  }

  test('a name is changed by its person, for all to see, on record once; what is not given stays', async () => {
    const before = await lab.call(getSettings)
    const named = await lab.call(changeSettings, { body: { name: 'Quill of the Lab' } })
    expect(named).toMatchObject({ name: 'Quill of the Lab', mailLanguage: before.mailLanguage })
    await lab.call(changeSettings, { body: { name: 'Quill of the Lab' } })
    const { items } = await colleague.call(listPeople, { params: { id: lab.id } })
    expect(items.map(({ name }) => name)).toContain('Quill of the Lab')
    expect(await acts('person.renamed', lab.personId)).toMatchObject([
      { by: { member: lab.id, person: lab.personId } },
    ])
    expect((await colleague.call(getSettings)).name).not.toBe('Quill of the Lab')
  })

  test('zone and language of mails are kept; there is no zone that there is not', async () => {
    const timeZone = 'Asia/Kolkata'
    const kept = await lab.call(changeSettings, { body: { timeZone, mailLanguage: 'es' } })
    expect(kept).toMatchObject({ timeZone, mailLanguage: 'es' })
    expect((await lab.call(getSession)).person).toMatchObject({ timeZone, locale: 'es' })
    for (const wrong of ['Mars/Olympus', '', '../etc'])
      await expect(lab.call(changeSettings, { body: { timeZone: wrong } })).rejects.toMatchObject({
        code: 'bad-request',
      })
    const none = await lab.call(changeSettings, { body: { timeZone: null } })
    expect(none.timeZone).toBeUndefined()
    await lab.call(chooseMeetingMail, { body: { wants: false } })
    expect((await lab.call(getSettings)).meetingMail).toBe(false)
  })

  test('sessions that hold are listed to their person alone, with what each was begun from', async () => {
    await signIn(colleague, 1, 'Firefox on Windows')
    await signIn(colleague, 13)
    const { sessions } = await colleague.call(getSettings)
    expect(sessions.map(({ own, device }) => ({ own, device }))).toEqual([
      { own: true, device: undefined },
      { own: false, device: 'Firefox on Windows' },
    ])
    const [own, other] = sessions
    expect(Date.parse(other!.endsAt) - Date.parse(other!.usedAt)).toBe(12 * HOUR)
    const ids = (await lab.call(getSettings)).sessions.map(({ id }) => id)
    expect(ids).not.toContain(own!.id)
    const refused = lab.call(endSession, { params: { id: other!.id } })
    await expect(refused).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a session that is ended is over at once, and that somebody was signed out is on record', async () => {
    const person = await stage.join(lab, ['analyst'])
    const headers = await signIn(person, 0, 'Chrome on Android')
    const asOther = () => stage.exchange.app.request('/api/session', { headers })
    expect((await asOther()).status).toBe(200)
    const { sessions } = await person.call(getSettings)
    const { id } = sessions.find(({ own }) => !own)!
    expect((await person.call(endSession, { params: { id } })).sessions).toHaveLength(1)
    expect((await asOther()).status).toBe(401)
    const again = person.call(endSession, { params: { id } })
    await expect(again).rejects.toMatchObject({ code: 'not-found' })
    expect(await acts('person.signed-out', person.personId)).toMatchObject([{ sessions: 1 }])
  })

  test('all others are ended, links that were not used are void, and the one that asks goes on', async () => {
    const person = await stage.join(lab, ['analyst'])
    await signIn(person, 0)
    await signIn(person, 2)
    await database.db
      .insertInto('sign_in_links')
      .values({
        token_hash: hashSecret('a link that was mailed'),
        person_id: person.personId,
        created_at: new Date(),
        expires_at: new Date(Date.now() + HOUR),
      })
      .execute()
    const { ended, settings } = await person.call(endOtherSessions)
    expect({ ended, left: settings.sessions.length }).toEqual({ ended: 2, left: 1 })
    const links = await database.db
      .selectFrom('sign_in_links')
      .select('person_id')
      .where('person_id', '=', person.personId)
      .execute()
    expect(links).toEqual([])
    expect((await person.call(endOtherSessions)).ended).toBe(0)
    expect(await acts('person.signed-out', person.personId)).toMatchObject([{ sessions: 2 }])
  })

  test('a machine has no page of its own and ends nobody', async () => {
    const machine = await stage.withKey(lab)
    for (const ask of [
      () => machine.call(getSettings),
      () => machine.call(changeSettings, { body: { name: 'Machine' } }),
      () => machine.call(endOtherSessions),
      () => machine.call(endSession, { params: { id: randomUUID() } }),
    ])
      await expect(ask()).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('a key stops at the end that it was made with, and says so', async () => {
    const endsAt = new Date(START.getTime() + HOUR).toISOString()
    const past = { label: 'Late', canWrite: false, endsAt: START.toISOString() }
    const late = lab.call(createKey, { body: past })
    await expect(late).rejects.toMatchObject({ code: 'bad-request' })
    const { key, secret } = await lab.call(createKey, {
      body: { label: 'For an hour', canWrite: false, endsAt },
    })
    expect(key).toMatchObject({ endsAt, own: true })
    const others = (await colleague.call(listKeys)).items.find(({ id }) => id === key.id)
    expect(others).toMatchObject({ endsAt, own: false })
    const headers = { authorization: `Bearer ${secret}` }
    const ask = () => stage.exchange.app.request('/api/releases?direction=in', { headers })
    expect((await ask()).status).toBe(200)
    // Also one that is remembered ends.
    stage.clock.advance(HOUR)
    const refused = await ask()
    expect(refused.status).toBe(401)
    expect(await refused.text()).toContain('this API key ended on')
  })
})
