/** The parties to a charter, and what they do with its versions. */
import {
  adoptCharter,
  getCharterVersion,
  previewRelease,
  proposeCharter,
  type CharterDraft,
  type CharterTerms,
  type ReleaseDraft,
} from '@tocsin/api'
import type { TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { type Actor, firstTerms, openStage, type Stage, START } from './members-at-work.ts'

/** An operator, an agency, and a platform with a second reviewer beside its analyst. */
export type Parties = {
  database: TestDatabase
  stage: Stage
  operator: Actor
  agency: Actor
  platform: Actor
  counsel: Actor
  /** Founds a group of these members, else of the agency and the platform; gives its id. */
  found: (members?: Actor[]) => Promise<string>
  close: () => Promise<void>
}

export async function openParties(open: () => Promise<TestDatabase>): Promise<Parties> {
  const database = await open()
  const stage = await openStage(database)
  const operator = await stage.admit('Hub', 'hub', ['operator'])
  const agency = await stage.admit('Agency', 'agency')
  const platform = await stage.admit('Platform', 'platform')
  const counsel = await stage.join(platform, ['reviewer', 'analyst'])
  const found = (members = [agency, platform]) => stage.found(`Group ${randomUUID()}`, members)
  const close = async () => {
    await stage.close()
    await database.close()
  }
  return { database, stage, operator, agency, platform, counsel, found, close }
}

/** The first version with some terms changed. */
export function charterOf(
  change: Partial<CharterTerms> = {},
  more: Partial<CharterDraft> = {},
): CharterDraft {
  const terms = { ...firstTerms({}), ...change }
  return { terms, cases: [], inForceFrom: START.toISOString(), ...more }
}

/** `replaces`: the hash of the proposal that waits. */
export function propose(who: Actor, id: string, draft: CharterDraft, replaces?: string) {
  const body = { draft, ...(replaces === undefined ? {} : { replaces }) }
  return who.call(proposeCharter, { params: { id }, body })
}

export function look(who: Actor, id: string, number: number) {
  return who.call(getCharterVersion, { params: { id, number: String(number) } })
}

/** Adopts what this person looks at in this moment. */
export async function adopt(who: Actor, id: string, number: number) {
  const { version, seen } = await look(who, id, number)
  const body = { sha256: version.sha256!, seen: seen! }
  return who.call(adoptCharter, { params: { id, number: String(number) }, body })
}

/** What a party would release to a group. */
export function releaseOf(
  groupId: string,
  change: Partial<ReleaseDraft['terms']> = {},
): ReleaseDraft {
  const terms = {
    groupId,
    tlp: 'amber',
    pap: 'amber',
    purpose: 'research',
    basis: 'Charter',
  } as const
  const at = START.toISOString()
  return {
    title: 'Seen today',
    terms: { ...terms, ...change },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: at,
        modified: at,
        content: 'Seen today',
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      },
    ],
  }
}

/** The same, posted by a machine. */
export function post(machine: Actor, id: string) {
  const type = 'application/taxii+json;version=2.1'
  return machine.send(`/taxii2/exchange/collections/${id}/objects/`, {
    method: 'POST',
    headers: { 'content-type': type, accept: type },
    body: JSON.stringify({ objects: releaseOf(id).objects }),
  })
}

/** What the rules say of the first receiver. */
export async function verdictOn(who: Actor, draft: ReleaseDraft) {
  return (await who.call(previewRelease, { body: draft })).verdicts[0]!
}
