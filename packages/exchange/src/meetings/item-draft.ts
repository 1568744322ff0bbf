/** What was said, as the release that the gate would judge if it were sent to all who were called. Pure. */
import type { ItemDraft, Pap, Purpose, ReleaseDraft, Tlp } from '@tocsin/api'
import { createHash } from 'node:crypto'
import type { MeetingRow } from './store.ts'

/** `speaks`: whether the speaker states a message, as bodies of government do. */
export function toRelease(
  row: MeetingRow,
  memberId: string,
  draft: ItemDraft,
  { speaks, named }: { speaks: boolean; named: readonly string[] },
): ReleaseDraft {
  const { title, words, message, persons } = draft
  const at = row.called_at.toISOString()
  const uuid = toUuid([row.id, memberId, title, words ?? ''])
  const base = { spec_version: '2.1', created: at, modified: at }
  const about = { object_refs: [`identity--${memberId}`] }
  // Legal process has no prose of its own: nothing but its title stands there.
  const object =
    words === undefined
      ? { type: 'grouping', ...base, id: `grouping--${uuid}`, name: title, context: 'unspecified' }
      : { type: 'note', ...base, id: `note--${uuid}`, content: words }
  return {
    title,
    terms: {
      groupId: row.group_id,
      tlp: row.tlp as Tlp,
      pap: row.pap as Pap,
      purpose: row.purpose as Purpose,
      basis: row.basis,
      named: [...named],
    },
    objects: [{ ...object, ...about }],
    ...(speaks ? { message } : {}),
    ...(speaks && persons ? { persons } : {}),
  }
}

/** The same for the same words, so that what was looked through is what is written down (a UUID made from a name, RFC 9562, 5.5). */
function toUuid(of: readonly string[]): string {
  const hex = createHash('sha1').update(JSON.stringify(of)).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** What all see of an item: of a release as it leaves the gate, with whoever is of the country masked. */
export function toShown(
  draft: ItemDraft,
  release: Pick<ReleaseDraft, 'title' | 'objects' | 'message'>,
): { title: string; words: string | null; message: ItemDraft['message']; content: string } {
  const [object] = release.objects as { content?: string }[]
  const title = release.title
  const words = object?.content ?? null
  const message = release.message ?? draft.message
  const content = createHash('sha256')
    .update(JSON.stringify([title, words, message]))
    .digest('hex')
  return { title, words, message, content }
}
