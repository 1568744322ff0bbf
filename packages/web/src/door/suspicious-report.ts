import {
  draftSuspicious,
  getSession,
  listReportsByMember,
  listReportsByParty,
  reportByMember,
  reportByParty,
  reportSuspicious,
  startWatch,
  uploadActivity,
  type MemberRef,
  type OwnReport,
  type SuspiciousAnswer,
  type Upload,
} from '@tocsin/api'
import { call } from '../client.ts'
import type { Language } from '../words/language.ts'
import type { SuspiciousWords } from '../words/suspicious-words.ts'
import { el } from './element.ts'
import { drawReports } from './reports.ts'

/** By which way somebody came: by the link of a notice or of a mail to a party, or signed in. */
export type Way = { kind: 'office' | 'party'; token: string } | { kind: 'signed-in' }
/** What was sent to be looked at. */
export type Looked = { mail: string } | { words: string }

/** To whom somebody reports, what they reported before, and whether they may share and look for names. */
export type Door = {
  receivers: readonly MemberRef[]
  own: { items: OwnReport[]; more: number }
  isAnalyst: boolean
}

/** What may be done by this way; nothing is known of it for an office, which reports to whoever sent the notice. */
export async function openDoor(way: Way): Promise<Door | undefined> {
  if (way.kind === 'office') return undefined
  if (way.kind === 'party') {
    const { to, ...own } = await call(listReportsByParty, { body: { token: way.token } })
    return { receivers: to ? [to] : [], own, isAnalyst: false }
  }
  const { person } = await call(getSession)
  const { receivers, ...own } = await call(listReportsByMember)
  return { receivers, own, isAnalyst: person.roles.includes('analyst') }
}

/** Sends the report by the way that somebody came. */
export function sendReport(
  way: Way,
  sent: Looked & { key: string; remark?: string },
  to: string | undefined,
): Promise<OwnReport> {
  if (way.kind === 'signed-in') return call(reportByMember, { body: { ...sent, to: to! } })
  const body = { ...sent, token: way.token }
  return way.kind === 'office' ? call(reportSuspicious, { body }) : call(reportByParty, { body })
}

/** Keeps a draft of what can be shared, and gives where it is. */
export async function draftOf(looked: Looked): Promise<string> {
  const { id } = await call(draftSuspicious, { body: looked })
  return `/compose/${id}`
}

/** Looks for names in it that imitate a defended party: what is found is told to the party as every look tells it. */
export async function watchNames({ hosts }: SuspiciousAnswer): Promise<string> {
  const names = hosts.map((host) => host.replaceAll('[.]', '.'))
  const file = (await call(uploadActivity, {
    query: { name: 'suspicious-mail.txt', of: 'names' },
    body: new Blob([names.join('\n')]),
  })) as Upload
  await call(startWatch, { body: { uploadId: file.id } })
  return '/alerts'
}

type Form = {
  remark: string
  to: string | undefined
  busy: boolean
  set: (next: { remark?: string; to?: string }) => void
  onReport: () => void
}

/** The form by which it becomes a report, or that nobody could answer one. */
export function drawReport(
  way: Way,
  door: Door | undefined,
  words: SuspiciousWords,
  form: Form,
): HTMLElement | undefined {
  if (way.kind !== 'office') {
    if (!door) return undefined
    if (door.receivers.length === 0)
      return el('div', { class: 'answer' }, el('h2', {}, words.report), el('p', {}, words.nobody))
  }
  const remark = el('textarea', { id: 'remark', rows: 3, maxlength: 4000 }, form.remark)
  remark.addEventListener('input', () => form.set({ remark: remark.value }))
  const drawn = el(
    'form',
    { class: 'answer' },
    el('h2', {}, words.report),
    el('p', {}, way.kind === 'office' ? words.reportText : words.reportTo),
    ...drawReceivers(door, words, form),
    el('label', { for: 'remark' }, words.remark),
    remark,
    el(
      'button',
      { type: 'submit', class: 'press', 'aria-disabled': form.busy && 'true' },
      words.send,
    ),
  )
  drawn.addEventListener('submit', (event) => {
    event.preventDefault()
    form.onReport()
  })
  return drawn
}

function drawReceivers(door: Door | undefined, words: SuspiciousWords, form: Form): Node[] {
  if (!door) return []
  const to = el(
    'select',
    { id: 'to' },
    ...door.receivers.map(({ id, name }) =>
      el('option', { value: id, selected: id === form.to }, name),
    ),
  )
  to.addEventListener('change', () => form.set({ to: to.value }))
  return [el('label', { for: 'to' }, words.to), to]
}

/** What is said once a report was taken. */
export function drawSent(
  { reference, struck, to }: OwnReport,
  words: SuspiciousWords,
): HTMLElement {
  return el(
    'div',
    { class: 'thanks', role: 'status', id: 'sent', tabindex: -1 },
    el('p', {}, `${words.sent} `, el('strong', {}, reference), `. ${words.to}: ${to.name}.`),
    struck > 0 && el('p', {}, `${words.struck} ${struck}.`),
  )
}

/** What was reported before, with every hop of each and the answers. */
export function drawOwn(
  door: Door | undefined,
  words: SuspiciousWords,
  language: Language,
): HTMLElement | undefined {
  if (!door || door.own.items.length === 0) return undefined
  return drawReports({ ...door.own, title: words.ownReports }, language)
}

/** What an analyst makes of it: a draft to share, a look for names that imitate. */
export function drawActs(
  words: SuspiciousWords,
  acts: { busy: boolean; hasNames: boolean; onShare: () => void; onWatch: () => void },
): HTMLElement {
  const press = (label: string, click: () => void) =>
    el(
      'button',
      { type: 'button', class: 'plain', click, 'aria-disabled': acts.busy && 'true' },
      label,
    )
  return el(
    'section',
    { class: 'answer' },
    el('h2', {}, words.further),
    press(words.share, acts.onShare),
    el('p', { class: 'hint' }, words.shareHint),
    acts.hasNames && press(words.lookFor, acts.onWatch),
    acts.hasNames && el('p', { class: 'hint' }, words.lookForHint),
  )
}
