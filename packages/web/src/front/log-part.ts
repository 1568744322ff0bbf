import type { Front } from '@tocsin/api'
import { toBase64 } from '@tocsin/proof'
import { el } from '../door/element.ts'
import type { Language } from '../words/language.ts'
import { toSeen } from '../words/seen.ts'
import type { Head } from './head.ts'
import type { FrontWords } from './words-en.ts'
import { FRONT_WORDS } from './words.ts'

/** The log's newest head as it was checked here, its key, who else signed, and how to check all of it without this page. */
export function drawLog(front: Front, head: Head | undefined, language: Language): HTMLElement {
  const words = FRONT_WORDS[language]
  return el(
    'section',
    { id: 'head', 'aria-labelledby': 'log-title' },
    el('h2', { id: 'log-title' }, words.logTitle),
    el('p', {}, words.logText, ' ', el('a', { href: '/log' }, words.logAll)),
    el(
      'dl',
      { class: 'front-facts' },
      ...drawHead(head, words, language),
      el('dt', {}, words.key),
      el('dd', {}, el('code', {}, front.logKey), ' ', drawCopy(front.logKey, words)),
    ),
    el('h3', {}, words.offline),
    el('p', {}, words.offlineText),
    el('pre', { tabindex: 0 }, commandsFor(front)),
  )
}

function drawHead(head: Head | undefined, words: FrontWords, language: Language): Node[] {
  const fact = (label: string, ...value: (Node | string)[]) => [
    el('dt', {}, label),
    el('dd', {}, ...value),
  ]
  const mark = (kind: string, text: string) => el('span', { class: `front-${kind}` }, text)
  if (!head) return fact(words.signature, '…')
  if (head.state === 'none') return fact(words.signature, words.headNone)
  if (head.state === 'bad')
    return fact(words.signature, mark('bad', `${words.headBad} ${toSeen(head.detail)}`))
  if (head.state !== 'good')
    return fact(
      words.signature,
      mark('bad', head.state === 'unread' ? words.headUnread : words.insecure),
    )
  const { size, root, ignored } = head.head
  const names = ignored.map(({ name }) => toSeen(name)).join(', ')
  return [
    ...fact(words.entries, size.toLocaleString(language)),
    ...fact(words.root, el('code', {}, toBase64(root))),
    ...fact(words.signature, mark('good', words.headGood)),
    ...fact(
      words.witnesses,
      ignored.length === 0 ? words.noWitness : `${ignored.length} ${words.otherLines} ${names}.`,
    ),
  ]
}

function drawCopy(text: string, words: FrontWords): HTMLElement {
  const said = el('span', { role: 'status' })
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(() => said.replaceChildren(` ${words.copied}`))
  }
  return el(
    'span',
    {},
    el('button', { type: 'button', class: 'front-small', click: copy }, words.copy),
    said,
  )
}

function commandsFor({ logKey, origin }: Front): string {
  return [
    `npx tocsin verify receipt.tlog-proof --key '${logKey}'`,
    `npx tocsin verify --log ${origin}/log/ --key '${logKey}'`,
    `curl -o head.txt ${origin}/log/checkpoint`,
    `npx tocsin verify --log ${origin}/log/ --key '${logKey}' --since head.txt`,
  ].join('\n')
}
