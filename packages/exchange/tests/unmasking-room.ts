/** An agency that masks whom it names, a platform that may ask for whom a pseudonym stands, and all that look on. */
import {
  approveUnmasking,
  askUnmasking,
  declineUnmasking,
  listMasked,
  listUnmaskings,
  previewRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import type { TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Config } from '../src/config.ts'
import { type Actor, MESSAGE, openStage, sendReviewed } from './members-at-work.ts'

export const HOUR = 3_600_000
/** Roles, never people: whoever has such an address is nobody. */
export const mailOf = (i: number) => `official.${i}@example.com`
export const WHY = {
  reason: 'The account of one of our users may be theirs',
  legalBasis: 'Terms, section 4',
}

export type Masking = Awaited<ReturnType<typeof openMasking>>

export async function openMasking(database: TestDatabase, logins: Partial<Config> = {}) {
  const stage = await openStage(database, { logins })
  const agency = await stage.admit('Agency', 'agency')
  const second = await stage.join(agency, ['reviewer'])
  const platform = await stage.admit('Platform', 'platform')
  const colleague = await stage.join(platform, ['analyst'])
  const other = await stage.admit('Other platform', 'platform')
  const council = await stage.admit('Another agency', 'agency', ['analyst', 'reviewer'])
  const operator = await stage.admit('Hub', 'hub', ['operator'])
  const inspector = await stage.admit('Inspector', 'agency', [])
  await database.db
    .updateTable('people')
    .set({ roles: ['auditor'], ends_at: new Date('2026-12-01T00:00:00.000Z') })
    .where('id', '=', inspector.personId)
    .execute()
  const group = await stage.found('Room', [agency, platform, other, council, operator])

  /** A message that names so many, all masked; gives its id and the pseudonyms. */
  const sendMasked = async (count: number, terms: Partial<ReleaseDraft['terms']> = {}) => {
    const mails = Array.from({ length: count }, (_, i) => mailOf(i))
    const draft: ReleaseDraft = {
      title: `What was seen ${randomUUID()}`,
      terms: {
        groupId: group,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Charter',
        ...terms,
      },
      objects: [
        {
          type: 'note',
          spec_version: '2.1',
          id: `note--${randomUUID()}`,
          created: '2026-10-01T10:00:00.000Z',
          modified: '2026-10-01T10:00:00.000Z',
          content: `Written to ${mails.join(', ')}`,
          object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
        },
      ],
      message: MESSAGE,
    }
    const { persons } = await agency.call(previewRelease, { body: draft })
    const found = persons!.found.map(({ key }) => key)
    const statements = [{ as: 'of-the-country' as const, found }]
    const { summary } = await sendReviewed(agency, second, {
      ...draft,
      persons: { of: persons!.of, statements },
    })
    const { items } = await agency.call(listMasked, { params: { id: summary.id } })
    expect(items).toHaveLength(count)
    const tokens = items.map(({ token }) => token)
    return { id: summary.id, tokens, items }
  }
  const ask = (by: Actor, id: string, token: string, why: Partial<typeof WHY> = {}) =>
    by.call(askUnmasking, { params: { id }, body: { token, ...WHY, ...why, senderMayKnow: true } })
  const approve = (by: Actor, id: string, basis = 'The mail was written to a user of its own') =>
    by.call(approveUnmasking, { params: { id }, body: { basis } })
  const decline = (by: Actor, id: string, reason = 'What was sent is enough to act on') =>
    by.call(declineUnmasking, { params: { id }, body: { reason } })
  const listFor = async (by: Actor, releaseId: string) =>
    (await by.call(listUnmaskings, { query: { releaseId } })).items
  const refused = (rule: string) => ({ code: 'refused-by-policy', rule })

  const close = async () => {
    await stage.close()
    await database.close()
  }
  const people = { agency, second, platform, colleague, other, council, operator, inspector }
  const acts = { sendMasked, ask, approve, decline, listFor, refused }
  return { database, stage, group, ...people, ...acts, close }
}
