import { PLAYBOOKS, type ReportKind } from '@tocsin/api'
import { PLAYBOOK_WORDS } from '../playbooks/words.ts'
import type { Language } from '../words/language.ts'
import { el } from './element.ts'

/** What to do first about what was reported, and whom to call. */
export function drawPlaybook(
  kind: ReportKind,
  language: Language,
  heading: 'h2' | 'h3' = 'h3',
): HTMLElement {
  const { first, call } = PLAYBOOKS[language][kind]
  const words = PLAYBOOK_WORDS[language]
  return el(
    'section',
    { class: 'playbook' },
    el(heading, {}, words.title),
    el('ol', { class: 'actions' }, ...first.map((one) => el('li', {}, one))),
    el('p', {}, `${words.call}: ${call}`),
    el('p', { class: 'hint' }, words.hint),
  )
}
