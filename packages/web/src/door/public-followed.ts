import type { FollowedReport } from '@tocsin/api'
import { toWrittenTime, type Language } from '../words/language.ts'
import { PUBLIC_REPORT_WORDS } from '../words/public-report-words.ts'
import { el } from './element.ts'

/** A report by its number and code: what became of it and every hop. */
export function drawFollowed(props: {
  report: FollowedReport
  /** The code, right after it was sent. */
  code: string | undefined
  language: Language
  onBack: () => void
}): HTMLElement {
  const { report, code, language } = props
  const words = PUBLIC_REPORT_WORDS[language]
  const isOpen = report.state === 'waiting' || report.state === 'escalated'
  const isGone = report.state === 'withdrawn' || report.state === 'erased'
  return el(
    'div',
    { class: 'thanks', id: 'sent', tabindex: -1, role: 'status' },
    code !== undefined && el('p', {}, words.sent),
    el('p', {}, `${words.number}: `, el('strong', {}, report.reference)),
    code !== undefined && el('p', {}, `${words.code}: `, el('strong', {}, code)),
    el('p', {}, `${words.kinds[report.kind]}. ${words.goes}: ${report.to.name}.`),
    el('p', {}, words.states[report.state]),
    isOpen && el('p', {}, `${words.answerBy} ${toWrittenTime(report.answerBy, language)}.`),
    isOpen && el('p', {}, words.look),
    report.state === 'escalated' && el('p', { class: 'late' }, words.late),
    report.struck > 0 && el('p', {}, `${words.struck} ${report.struck}.`),
    el(
      'ol',
      {},
      ...report.hops.map((hop) =>
        el(
          'li',
          {},
          `${toWrittenTime(hop.at, language)}: ${words.hops[hop.kind]}, ${words.entry} ${hop.logIndex}`,
          hop.words && el('p', { class: 'prose' }, hop.words),
        ),
      ),
    ),
    !isGone &&
      el(
        'details',
        {},
        el('summary', {}, words.back),
        el('p', {}, words.backHint),
        el('button', { type: 'button', class: 'plain', click: props.onBack }, words.backNow),
      ),
  )
}
