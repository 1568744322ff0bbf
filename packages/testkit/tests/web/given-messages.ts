import {
  approveMessage,
  getMessage,
  listGroups,
  previewRelease,
  submitMessage,
  type Message,
  type ReleaseDraft,
} from '@tocsin/api'
import { seedPerson } from '../../src/seed.ts'
import { mailOf, type House } from './house.ts'

export const REVIEWER = 'reviewer@agency.example'

const STATED: Message = {
  type: 'notice-of-information',
  nexus: { kind: 'foreign-government', basis: 'Seen in the works of a foreign service' },
  authority: {
    text: 'Act on the security of elections, section 4',
    from: '2026-01-01T00:00:00.000Z',
    until: '2027-01-01T00:00:00.000Z',
  },
}

/** Puts a second reviewer beside the agency's analyst. */
export async function seedReviewer(house: House): Promise<void> {
  await seedReviewerBeside(house, 'agency', REVIEWER)
}

/** Puts a second reviewer of this address beside whoever signs in as `who`. */
export async function seedReviewerBeside(
  { exchange }: House,
  who: Parameters<typeof mailOf>[0],
  email: string,
): Promise<void> {
  const { db } = exchange.context.database
  const { member_id: member } = await db
    .selectFrom('people')
    .select('member_id')
    .where('email', '=', mailOf(who))
    .executeTakeFirstOrThrow()
  await seedPerson(db, member, { email, roles: ['reviewer'] })
}

/** One message of the agency that waits, and one that was approved; gives the id of the first and of the register's entry. */
export async function giveMessages(house: House): Promise<{ waiting: string; entry: string }> {
  await seedReviewer(house)
  const author = await house.exchange.stage.as(mailOf('agency'))
  const second = await house.exchange.stage.as(REVIEWER)
  const [group] = (await author(listGroups)).items
  const submit = (title: string, place: number) =>
    author(submitMessage, { body: { draft: draftOf(title, place, group!.id) } })
  const { id, revision } = await submit('What a foreign service prepares', 1)
  const { digest } = await second(getMessage, { params: { id } })
  const sent = await second(approveMessage, { params: { id }, body: { revision, digest } })
  const { id: waiting } = await submit('What the same service does today', 2)
  return { waiting, entry: sent.releaseId! }
}

const TWO = `Sent to a.roe@example.com and to ${'b'.repeat(60)}@example.com.`

/** A message of the agency in which persons of the country are masked, as a rule two, approved; gives its release. Wants the reviewer. */
export async function giveMasked(house: House, content = TWO): Promise<string> {
  const author = await house.exchange.stage.as(mailOf('agency'))
  const second = await house.exchange.stage.as(REVIEWER)
  const [group] = (await author(listGroups)).items
  const plain = draftOf('Mails that a foreign service sent', content === TWO ? 3 : 4, group!.id)
  const draft = { ...plain, objects: plain.objects.map((one) => ({ ...(one as object), content })) }
  const { persons } = await author(previewRelease, { body: draft })
  const found = persons!.found.map(({ key }) => key)
  const statements = [{ as: 'of-the-country' as const, found }]
  const stated = { ...draft, persons: { of: persons!.of, statements } }
  const { id, revision } = await author(submitMessage, { body: { draft: stated } })
  const { digest } = await second(getMessage, { params: { id } })
  const sent = await second(approveMessage, { params: { id }, body: { revision, digest } })
  return sent.releaseId!
}

function draftOf(title: string, place: number, groupId: string): ReleaseDraft {
  const at = '2026-10-01T10:00:00.000Z'
  return {
    title,
    terms: {
      groupId,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter of 1 September 2026',
    },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${'0'.repeat(8)}-0000-4000-8000-${String(place).padStart(12, '0')}`,
        created: at,
        modified: at,
        content: 'Pages that copy a newspaper were set up in one night.',
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      },
    ],
    message: STATED,
  }
}
