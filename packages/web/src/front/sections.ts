import type { Front } from '@tocsin/api'
import { el } from '../door/element.ts'
import type { FrontWords } from './words-en.ts'

type Door = { title: string; text: string; href: string; feed?: string }

/** Where somebody with no account can go from here. */
export function drawDoors(front: Front | undefined, words: FrontWords): HTMLElement {
  const doors: Door[] = [
    { ...words.named, href: '/named' },
    { ...words.record, href: '#check' },
    { ...words.caller, href: '/check' },
    { ...words.bulletins, href: '/bulletins', feed: '/api/bulletins/feed' },
    { ...words.register, href: '/register', feed: '/api/register/feed' },
    { ...words.disclosures, href: '/disclosures/published' },
    { ...words.defended, href: '/defended' },
  ]
  return el(
    'section',
    { 'aria-labelledby': 'doors' },
    el('h2', { id: 'doors' }, words.doTitle),
    el(
      'ul',
      { class: 'front-doors' },
      drawTell(front, words),
      ...doors.map((one) => drawDoor(one, words)),
    ),
  )
}

function drawDoor({ title, text, href, feed }: Door, words: FrontWords): HTMLElement {
  return el(
    'li',
    {},
    el('h3', {}, el('a', { href }, title)),
    el('p', {}, text),
    feed && el('p', {}, el('a', { class: 'front-feed', href: feed }, `${words.feed}: ${title}`)),
  )
}

/** How to report: the form where reports are taken, else that they are not and whom to ask. */
function drawTell(front: Front | undefined, words: FrontWords): HTMLElement {
  const { tell } = words
  if (!front) return el('li', {}, el('h3', {}, tell.title), el('p', {}, tell.unknown))
  if (front.reportsTo)
    return el(
      'li',
      { class: 'front-first' },
      el('h3', {}, el('a', { href: '/tell' }, tell.title)),
      el('p', {}, `${tell.text} ${front.reportsTo.name}.`),
    )
  const { mail, phone } = front.runBy
  const asked = [mail, phone].filter((one) => one !== undefined).join(', ')
  return el(
    'li',
    {},
    el('h3', {}, tell.title),
    el('p', {}, `${tell.off}${asked === '' ? '' : `${tell.offAsk} ${asked}`}.`),
  )
}

/** Who answers for the exchange, and what of it nobody has said. */
export function drawRunBy({ runBy, origin }: Front, words: FrontWords): HTMLElement {
  const { facts } = words
  const { name, mail, phone, postal, page } = runBy
  const rows: [string, Node | string | undefined][] = [
    [facts.name, name],
    [facts.mail, mail && el('a', { href: `mailto:${mail}` }, mail)],
    [facts.phone, phone && el('a', { href: `tel:${phone.replaceAll(/[^+\d]/g, '')}` }, phone)],
    [facts.postal, postal],
    [facts.page, page && el('a', { href: page, rel: 'noreferrer' }, page)],
    [facts.origin, el('span', { class: 'front-mono' }, origin)],
  ]
  return el(
    'section',
    { 'aria-labelledby': 'run' },
    el('h2', { id: 'run' }, words.runTitle),
    location.origin !== origin &&
      el('p', { class: 'front-bad' }, `${words.elsewhere} ${location.origin}.`),
    el(
      'dl',
      { class: 'front-facts' },
      ...rows.flatMap(([label, value]) => drawFact(label, value, words)),
    ),
    el('p', { class: 'front-soft' }, words.notSetHint),
  )
}

function drawFact(label: string, value: Node | string | undefined, words: FrontWords) {
  const cell = value ?? el('em', { class: 'front-soft' }, words.notSet)
  return [el('dt', {}, label), el('dd', {}, cell)]
}

/** What the exchange may and may not do. */
export function drawRules(words: FrontWords): HTMLElement {
  const list = (title: string, kind: string, items: readonly string[]) =>
    el(
      'section',
      { class: `front-rules ${kind}` },
      el('h2', {}, title),
      el('ul', {}, ...items.map((one) => el('li', {}, one))),
    )
  return el(
    'div',
    {},
    el(
      'div',
      { class: 'front-two' },
      list(words.mayTitle, 'may', words.may),
      list(words.mayNotTitle, 'may-not', words.mayNot),
    ),
    el('p', { class: 'front-soft' }, words.limits),
    el('p', {}, el('a', { href: '/api/policies' }, words.rules)),
  )
}
