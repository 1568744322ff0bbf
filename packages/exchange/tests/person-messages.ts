/** An agency that names persons in what it tells a platform, a second person of it, and a hub that looks on. */
import {
  getRelease,
  getReleaseObjects,
  previewRelease,
  type PersonReview,
  type ReleaseDraft,
} from '@tocsin/api'
import type { TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { type Actor, MESSAGE, openStage, type Stage } from './members-at-work.ts'

/** Whoever has this address is nobody. */
export const MAIL = 'jane.roe@example.com'

const TIME = '2026-10-01T10:00:00.000Z'

export type Writers = {
  database: TestDatabase
  stage: Stage
  agency: Actor
  second: Actor
  platform: Actor
  hub: Actor
  /** A message to the room of all three, not yet submitted. */
  draftOf: (objects: object[], rest?: Partial<ReleaseDraft>) => ReleaseDraft
  look: (draft: ReleaseDraft) => ReturnType<typeof preview>
  reviewed: (draft: ReleaseDraft, as: As) => Promise<ReviewedDraft>
  close: () => Promise<void>
}

type As = PersonReview['statements'][number]['as']
type ReviewedDraft = ReleaseDraft & { persons: PersonReview }

const preview = (by: Actor, draft: ReleaseDraft) => by.call(previewRelease, { body: draft })

export async function openWriters(open: () => Promise<TestDatabase>): Promise<Writers> {
  const database = await open()
  const stage = await openStage(database)
  const agency = await stage.admit('Agency', 'agency')
  const second = await stage.join(agency, ['reviewer'])
  const platform = await stage.admit('Platform', 'platform')
  const hub = await stage.admit('Hub', 'hub', ['operator'])
  const group = await stage.found('Room', [agency, platform, hub])
  const look = (draft: ReleaseDraft) => preview(agency, draft)
  const draftOf: Writers['draftOf'] = (objects, rest = {}) => ({
    title: `What was seen ${randomUUID()}`,
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter',
    },
    objects,
    message: MESSAGE,
    ...rest,
  })
  const close = async () => {
    await stage.close()
    await database.close()
  }
  const reviewed: Writers['reviewed'] = async (draft, as) =>
    review(draft, (await look(draft)).persons!, as)
  return { database, stage, agency, second, platform, hub, draftOf, look, reviewed, close }
}

/** States everybody found to be `as`. */
function review(
  draft: ReleaseDraft,
  { of, found }: { of: string; found: { key: string }[] },
  as: As,
): ReviewedDraft {
  const statement = {
    as,
    found: found.map(({ key }) => key),
    ...(as === 'of-the-country' ? {} : { basis: 'Seen in the leak' }),
  }
  return { ...draft, persons: { ...draft.persons, of, statements: [statement] } }
}

export function object(type: string, rest: object) {
  const id = `${type}--${randomUUID()}`
  return { type, spec_version: '2.1', id, created: TIME, modified: TIME, ...rest }
}

export function account(login: string) {
  return {
    type: 'user-account',
    spec_version: '2.1',
    id: `user-account--${randomUUID()}`,
    account_login: login,
  }
}

export function note(
  content: string,
  refs: string[] = ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
) {
  return object('note', { content, object_refs: refs })
}

/** All that is given to a member of a release. */
export async function textFor(by: Actor, id: string): Promise<string> {
  return JSON.stringify([
    await by.call(getReleaseObjects, { params: { id } }),
    await by.call(getRelease, { params: { id } }),
  ])
}
