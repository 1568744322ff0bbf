/** A room in which a body of government tells platforms, campaigns and a hub something, which the gate judges. */
import { createRelease, previewRelease, type Message, type ReleaseDraft } from '@tocsin/api'
import type { TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { MESSAGE, openStage, sendReviewed } from './members-at-work.ts'
export const TIME = '2026-10-01T10:00:00.000Z'
export const CLEAR = 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487'
export const TAXII = {
  accept: 'application/taxii+json;version=2.1',
  'content-type': 'application/taxii+json;version=2.1',
}

export const object = (type: string, rest: object) => ({
  type,
  spec_version: '2.1',
  id: `${type}--${randomUUID()}`,
  created: TIME,
  modified: TIME,
  ...rest,
})
/** A note about nobody. */
export const note = (content = 'Seen in step') =>
  object('note', { content, object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'] })
/** The rule by which each member of the room gets nothing; the hub is none of those that the gate is for. */
export const stopped = (rule: string) => ({ platform: rule, campaign: rule, hub: 'tlp-amber' })
export const advisory: Message = { ...MESSAGE, type: 'advisory' }

export type Gate = Awaited<ReturnType<typeof openGate>>

export async function openGate(database: TestDatabase) {
  const stage = await openStage(database)
  const agency = await stage.admit('Agency', 'agency')
  const second = await stage.join(agency, ['reviewer'])
  const platform = await stage.admit('Platform', 'platform')
  const campaign = await stage.admit('Campaign', 'campaign')
  const hub = await stage.admit('Hub', 'hub')
  const group = await stage.found('Room', [agency, platform, campaign, hub])

  const draftOf = (
    message: Message | undefined,
    objects: object[] = [note()],
    // No digits, for a row of them may be an account.
    title = `Title ${randomUUID().replaceAll(/\d/g, 'x')}`,
  ): ReleaseDraft => ({
    title,
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter, section 2',
    },
    objects,
    ...(message ? { message } : {}),
  })
  const rulesOf = async (draft: ReleaseDraft, by = agency) => {
    const { verdicts } = await by.call(previewRelease, { body: draft })
    return Object.fromEntries(verdicts.map(({ member, rule }) => [member.kind, rule]))
  }
  const send = async (draft: ReleaseDraft, by = agency) => {
    if (draft.message) return sendReviewed(by, second, draft)
    const { digest } = await by.call(previewRelease, { body: draft })
    return by.call(createRelease, { body: { draft, digest } })
  }
  const close = async () => {
    await stage.close()
    await database.close()
  }
  return { stage, agency, platform, campaign, hub, group, draftOf, rulesOf, send, close }
}
