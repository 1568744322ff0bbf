/** Persons whom a message is read for because the registry has them: those of whom its sender may know anyhow, and nobody else. */
import {
  approveMessage,
  getMessage,
  getReleaseObjects,
  listRefusals,
  submitMessage,
} from '@tocsin/api'
import { onEachDatabase, seedContacts } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listKnownPersons } from '../src/sharing/known-persons.ts'
import { type Actor, START } from './members-at-work.ts'
import { note, openWriters, textFor, type Writers } from './person-messages.ts'

const PLACE = '99001'

onEachDatabase('Persons whom the registry has', (open) => {
  let writers: Writers
  beforeAll(async () => {
    writers = await openWriters(open)
    const { db } = writers.database
    await db
      .insertInto('jurisdictions')
      .values({
        id: PLACE,
        kind: 'county',
        name: 'Lanternfield',
        parent: null,
        ocd_id: 'ocd-division/country:xx/county:lanternfield',
        lineage: [PLACE],
        full_name: 'Lanternfield',
        accountable: null,
        told_with: null,
      })
      .execute()
    await seedContacts(db, [{ jurisdiction: PLACE, role: 'clerk', title: 'Quill keeper' }])
    await join(writers.agency, 'ombra quell')
    await join(writers.platform, 'vesper thorn')
    await defend(writers.agency, 'Wickhouse', ['in-force', 'Wick trimmer'], ['proposed', 'Oil bearer']) // prettier-ignore
    await defend(writers.platform, 'Mossgate', ['in-force', 'Gate warden'])
  })
  afterAll(() => writers?.close())

  /** Puts a person of a member on file; gives the id. */
  async function join({ id: memberId }: Actor, name: string): Promise<string> {
    const id = randomUUID()
    const own = { id, member_id: memberId, name, email: `${id}@member.example` }
    await writers.database.db
      .insertInto('people')
      .values({ ...own, roles: ['analyst'], created_at: START })
      .execute()
    return id
  }

  /** Puts a party of a member on file, each version with one contact. */
  async function defend(
    { id: memberId, personId }: Actor,
    name: string,
    ...versions: ['in-force' | 'proposed', string][]
  ): Promise<void> {
    const { db } = writers.database
    const id = randomUUID()
    const party = { id, member_id: memberId, state: 'defended', name, kind: 'think-tank' } as const
    await db
      .insertInto('defended_parties')
      .values({ ...party, created_at: START })
      .execute()
    for (const [i, [state, title]] of versions.entries())
      await sql`insert into party_versions (party_id, version, state, statement, proposed_by_member, proposed_by, proposed_at, log_index)
        values (${id}::uuid, ${i + 1}, ${state}, ${JSON.stringify({ name, contacts: [{ title }] })}, ${memberId}::uuid, ${personId}::uuid, ${START}, 0)`.execute(
        db,
      )
  }

  const draftOf = (content: string) => writers.draftOf([note(content)])
  const foundIn = async (content: string) =>
    (await writers.look(draftOf(content))).persons!.found.map(({ shown, by }) => [shown, ...by])

  test('a sender is told of its own people, of the contacts of its own parties, and of holders of roles by their titles', async () => {
    expect(
      await foundIn(
        'They wrote to ombra quell, to the wick trimmer of Wickhouse and to the quill keeper of Lanternfield.',
      ),
    ).toEqual([
      ['ombra quell', 'registry'],
      ['wick trimmer of Wickhouse', 'registry'],
      ['quill keeper of Lanternfield', 'registry'],
    ])
  })

  test('whom another member knows nobody learns by trying names, nor who stands in a version that is not in force', async () => {
    expect(
      await foundIn(
        'They wrote to vesper thorn, to the gate warden of Mossgate and to the oil bearer of Wickhouse.',
      ),
    ).toEqual([])
  })

  test('a list is of the member that it is asked for, whoever asked before', async () => {
    const { database, agency, platform } = writers
    const firstWords = async ({ id }: Actor) => {
      const { names } = await database.db.transaction().execute((tx) => listKnownPersons(tx, id))
      return ['ombra', 'wick', 'oil', 'vesper', 'gate', 'quill'].filter((word) => names.has(word))
    }
    expect(await firstWords(agency)).toEqual(['ombra', 'wick', 'quill'])
    expect(await firstWords(platform)).toEqual(['vesper', 'gate', 'quill'])
    expect(await firstWords(agency)).toEqual(['ombra', 'wick', 'quill'])
  })

  test('somebody who came into the registry after the statement was made undoes what was looked at, and no platform is given it', async () => {
    const { agency, second, platform, database } = writers
    const draft = draftOf('They wrote to sable finch in May.')
    const { id, revision } = await agency.call(submitMessage, { body: { draft } })
    const { digest } = await second.call(getMessage, { params: { id } })
    const person = await join(agency, 'sable finch')
    await expect(
      second.call(approveMessage, { params: { id }, body: { revision, digest } }),
    ).rejects.toMatchObject({ code: 'preview-outdated' })
    const now = await second.call(getMessage, { params: { id } })
    const { releaseId } = await second.call(approveMessage, {
      params: { id },
      body: { revision, digest: now.digest },
    })
    await expect(
      platform.call(getReleaseObjects, { params: { id: releaseId! } }),
    ).rejects.toMatchObject({ code: 'not-found' })
    const { items } = await agency.call(listRefusals, { query: { limit: 1 } })
    expect(items[0]).toMatchObject({ rule: 'persons-not-reviewed' })
    await database.db.deleteFrom('people').where('id', '=', person).execute()
  })

  test('somebody who was stated to be masked is masked though the registry has them no more', async () => {
    const { agency, second, platform, database, reviewed } = writers
    const person = await join(agency, 'cinder vale')
    const draft = await reviewed(draftOf('They wrote to cinder vale in May.'), 'of-the-country')
    expect(draft.persons.statements[0]!.found).toEqual(['name:cindervale'])
    const { id, revision } = await agency.call(submitMessage, { body: { draft } })
    await database.db.deleteFrom('people').where('id', '=', person).execute()
    const { digest } = await second.call(getMessage, { params: { id } })
    const body = { revision, digest }
    const { releaseId } = await second.call(approveMessage, { params: { id }, body })
    const text = await textFor(platform, releaseId!)
    expect(text).not.toMatch(/cinder|vale/i)
    expect(text).toMatch(/They wrote to person-\S+ in May/)
  })
})
