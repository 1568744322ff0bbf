/** What people do at an exchange that is killed amid it: each act gives the id of what was answered for. */
import {
  acknowledgeNotice,
  addElection,
  adoptCharter,
  approveErasure,
  approveMessage,
  askErasure,
  changeElection,
  createComposeDraft,
  createRelease,
  getCharter,
  getCharterVersion,
  getMessage,
  invitePerson,
  makeReport,
  previewRelease,
  proposeCharter,
  recallRelease,
  saveComposeDraft,
  sendNotice,
  submitMessage,
  type Client,
  type ReleaseDraft,
} from '@tocsin/api'
import type { ReceivedMail } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { compositionOf, draftFor, ELECTION } from './crew.ts'
import { COUNTIES, STATE } from './few-offices.ts'
import { firstTerms } from './members-at-work.ts'

export async function warnOffices(call: Client): Promise<string> {
  const counties = COUNTIES.map((jurisdiction) => ({ jurisdiction, role: 'clerk' as const }))
  const text = { subject: 'A false site', what: 'A copy.', howSure: 'Seen.', whoToCall: 'Desk' }
  const notice = await call(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      texts: { en: { ...text, actions: ['Tell your staff'] } },
      targets: [{ jurisdiction: STATE, role: 'chief-official' }, ...counties],
      answerWithin: 600,
      again: true,
    },
  })
  return notice.summary.id
}

export async function releaseAndRecall(call: Client, group: string): Promise<string> {
  const { message: _, ...body } = draftFor({ group })
  const { digest } = await call(previewRelease, { body })
  const { summary } = await call(createRelease, { body: { draft: body, digest } })
  await call(recallRelease, { params: { id: summary.id }, body: { reason: 'A mistake' } })
  return summary.id
}

/** Answers by the link in a mail; gives the target. */
export async function answer(call: Client, { text }: ReceivedMail): Promise<string> {
  const token = /\/n#([\w-]+)/.exec(text)![1]!
  return (await call(acknowledgeNotice, { body: { token, step: 'told' } })).targetId
}

/** Reports by the link in a mail, with a piece of evidence; gives the report. */
export async function reportByLink(call: Client, { text }: ReceivedMail): Promise<string> {
  const token = /\/n#([\w-]+)/.exec(text)![1]!
  const content = Buffer.from(`Seen ${randomUUID()}`).toString('base64')
  const report = {
    key: randomUUID(),
    kind: 'phishing',
    where: 'A mail',
    what: 'A false mail.',
  } as const
  const body = { token, ...report, files: [{ name: 'mail.txt', content }] }
  return (await call(makeReport, { body })).id
}

/** One of the body writes a message, the other approves it. */
export async function submitAndApprove(
  author: Client,
  reviewer: Client,
  draft: ReleaseDraft,
): Promise<string> {
  const { id, revision } = await author(submitMessage, { body: { draft } })
  const params = { id }
  const { digest } = await reviewer(getMessage, { params })
  await reviewer(approveMessage, { params, body: { revision, digest } })
  return id
}

/** The same of a message that names somebody, who is to be masked. */
export async function submitMaskedAndApprove(
  author: Client,
  reviewer: Client,
  group: string,
): Promise<string> {
  const plain = draftFor({ group })
  const objects = plain.objects.map((one) => ({
    ...(one as object),
    content: 'Written to a.roe@example.com',
  }))
  const draft = { ...plain, objects }
  const { persons } = await author(previewRelease, { body: draft })
  const found = persons!.found.map(({ key }) => key)
  const statements = [{ as: 'of-the-country' as const, found }]
  return submitAndApprove(author, reviewer, { ...draft, persons: { of: persons!.of, statements } })
}

/** A charter is proposed by an operator, unless one waits already, and adopted by a reviewer of a member; gives its number. */
export async function proposeAndAdopt(
  operator: Client,
  reviewer: Client,
  group: string,
): Promise<string> {
  const { versions } = await operator(getCharter, { params: { id: group } })
  const [last] = versions
  const maxTlp = last!.terms.maxTlp === 'amber' ? ('green' as const) : ('amber' as const)
  const draft = {
    terms: { ...firstTerms({}), maxTlp },
    cases: [],
    inForceFrom: new Date().toISOString(),
  }
  const number =
    last!.state === 'proposed'
      ? last!.number
      : (await operator(proposeCharter, { params: { id: group }, body: { draft } })).number
  const params = { id: group, number: String(number) }
  const { version, seen } = await reviewer(getCharterVersion, { params })
  await reviewer(adoptCharter, { params, body: { sha256: version.sha256!, seen: seen! } })
  return params.number
}

export async function addAndMoveElection(call: Client): Promise<string> {
  const body = { ...ELECTION, name: `Election ${randomUUID()}` }
  const { id, edition } = await call(addElection, { body })
  await call(changeElection, { params: { id }, body: { ...body, date: '2026-11-10', edition } })
  return id
}

export async function keepAndSaveDraft(call: Client): Promise<string> {
  const { summary } = await call(createComposeDraft, { body: compositionOf('First') })
  const params = { id: summary.id }
  const { version } = summary
  await call(saveComposeDraft, {
    params,
    body: { version, composition: compositionOf('Second') },
  })
  return summary.id
}

/** A person is invited to a member and erased at the word of two operators; gives the person. */
export async function inviteAndErase(
  operator: Client,
  deputy: Client,
  member: string,
): Promise<string> {
  const email = `${randomUUID()}@member.example`
  const { id } = await operator(invitePerson, {
    params: { id: member },
    body: { name: 'Guest', email, roles: ['analyst'] },
  })
  const body = { subject: `person:${id}`, reason: 'Their wish' }
  const wish = await operator(askErasure, { body })
  await deputy(approveErasure, { params: { id: wish.id } })
  return id
}
