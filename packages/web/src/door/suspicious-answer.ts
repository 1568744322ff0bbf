import type { SuspiciousAnswer } from '@tocsin/api'
import type { SuspiciousWords } from '../words/suspicious-words.ts'
import { el } from './element.ts'

/** The answer: the verdict, what to do first, what was found, and below it what that rests on. Nothing in it is a link. */
export function drawAnswer(answer: SuspiciousAnswer, words: SuspiciousWords): HTMLElement {
  const isGrave = answer.verdict !== 'nothing-known'
  return el(
    'section',
    { class: 'answer' },
    el(
      'div',
      { id: 'verdict', role: 'status', tabindex: -1, class: isGrave ? 'late' : 'unknown' },
      el('p', {}, el('strong', {}, answer.words)),
    ),
    el('h2', {}, words.first),
    el('ol', { class: 'actions' }, ...answer.first.map((one) => el('li', {}, el('span', {}, one)))),
    el('h2', {}, words.found),
    el(
      'ul',
      {},
      ...answer.findings.map(({ level, words: said }) =>
        el('li', {}, el('strong', {}, `${words.levels[level]}: `), said),
      ),
      answer.more > 0 && el('li', {}, words.more(answer.more)),
    ),
    el('p', { class: 'hint' }, `${words.heldAgainst}: ${answer.heldAgainst.join('; ')}.`),
    drawEvidence(answer, words),
    el('p', { class: 'hint' }, words.kept),
  )
}

function drawEvidence({ evidence, hosts }: SuspiciousAnswer, words: SuspiciousWords): HTMLElement {
  const { mails, links, files } = evidence
  return el(
    'details',
    {},
    el('summary', {}, words.evidence),
    ...mails.flatMap((mail) => drawMail(mail, words)),
    ...list(
      words.links,
      links.map(({ written, leadsTo, by }) => {
        const through = by.length > 0 ? ` (${words.through} ${by.join(', ')})` : ''
        return `${written} ${words.leadsTo} ${leadsTo ?? words.unknown}${through}`
      }),
    ),
    ...list(
      words.files,
      files.map(
        ({ name, kind, size, sha256, sha1, md5 }) =>
          `${name}: ${kind}, ${size} B, SHA-256 ${sha256}, SHA-1 ${sha1}, MD5 ${md5}`,
      ),
    ),
    ...list(words.names, hosts),
  )
}

function drawMail(
  { from, replyTo, subject, way, signatures = [] }: SuspiciousAnswer['evidence']['mails'][number],
  words: SuspiciousWords,
): Node[] {
  const facts = [
    [words.from, from.join(', ')],
    [words.answerTo, replyTo.join(', ')],
    [words.subject, subject ?? ''],
  ].filter(([, value]) => value !== '')
  return [
    el(
      'dl',
      { class: 'notice-facts' },
      ...facts.flatMap(([name, value]) => [el('dt', {}, name!), el('dd', {}, value!)]),
    ),
    ...list(
      words.way,
      way.map(({ from: sent, by, own }) => `${sent} > ${by}${own ? ` (${words.own})` : ''}`),
    ),
    ...list(
      words.signatures,
      signatures.map(({ domain, result }) => `${domain}: ${result}`),
    ),
  ]
}

function list(title: string, items: readonly string[]): Node[] {
  if (items.length === 0) return []
  return [
    el('h3', {}, title),
    el('ul', { class: 'evidence' }, ...items.map((one) => el('li', {}, one))),
  ]
}
