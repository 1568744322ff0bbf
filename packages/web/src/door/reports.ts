import type { OwnReport } from '@tocsin/api'
import { toWrittenTime, type Language } from '../words/language.ts'
import { REPORT_WORDS, type ReportWords } from '../words/report-words.ts'
import { el } from './element.ts'
import { drawPlaybook } from './playbook.ts'

/** What is said once a report was taken: its number, by when it must be answered, and that nobody is mailed. */
export function drawSent(report: OwnReport, language: Language): HTMLElement {
  const words = REPORT_WORDS[language]
  return el(
    'div',
    { class: 'thanks', role: 'status', id: 'sent', tabindex: -1 },
    el('p', {}, `${words.sent} `, el('strong', {}, report.reference), '.'),
    el('p', {}, `${words.answerBy} ${toWrittenTime(report.answerBy, language)}. ${words.look}`),
    report.struck > 0 && el('p', {}, `${words.struck} ${report.struck}.`),
    drawPlaybook(report.kind, language, 'h2'),
  )
}

/** The reports of the office, or of whoever `title` says, with every hop of each. */
export function drawReports(
  { items, more, title }: { items: readonly OwnReport[]; more: number; title?: string },
  language: Language,
): HTMLElement {
  const words = REPORT_WORDS[language]
  return el(
    'section',
    {},
    el('h2', {}, title ?? words.yours),
    items.length === 0 && el('p', {}, words.nothing),
    ...items.map((report) => drawReport(report, words, language)),
    more > 0 && el('p', { class: 'hint' }, words.older(more)),
  )
}

function drawReport(report: OwnReport, words: ReportWords, language: Language): HTMLElement {
  const isOpen = report.state !== 'answered'
  return el(
    'details',
    {},
    el('summary', {}, `${report.reference}: ${words.kinds[report.kind]}`),
    el('p', {}, `${words.to}: ${report.to.name}`),
    isOpen && el('p', {}, `${words.answerBy} ${toWrittenTime(report.answerBy, language)}.`),
    report.joined && el('p', {}, `${words.together} ${report.to.name}.`),
    report.state === 'escalated' && el('p', { class: 'late' }, words.late),
    isOpen && drawPlaybook(report.kind, language),
    el('p', {}, report.where),
    el('p', { class: 'prose' }, report.what),
    report.struck > 0 && el('p', { class: 'hint' }, `${words.struck} ${report.struck}.`),
    ...report.files.map((file) =>
      el('p', { class: 'hint' }, `${file.name}: ${words[file.state]}. SHA-256 ${file.sha256}`),
    ),
    el(
      'ol',
      {},
      ...report.hops.map((hop) =>
        el(
          'li',
          {},
          `${toWrittenTime(hop.at, language)}: ${words.hops[hop.kind]}${hop.by ? ` (${hop.by})` : ''}, ${words.entry} ${hop.logIndex}`,
          hop.words && el('p', { class: 'prose' }, hop.words),
        ),
      ),
    ),
  )
}
