import { getFront, type Front } from '@tocsin/api'
import { call } from '../client.ts'
import { el } from '../door/element.ts'
import { drawLanguages } from '../door/languages.ts'
import { describeFault } from '../words/fault-words.ts'
import {
  chooseLanguage,
  chosenLanguage,
  preferredLanguages,
  rememberLanguage,
  type Language,
} from '../words/language.ts'
import { WORDS } from '../words/notice-words.ts'
import { drawCheck, newCheck } from './check-part.ts'
import { checkHead, type Head } from './head.ts'
import { drawLog } from './log-part.ts'
import { drawDoors, drawRules, drawRunBy } from './sections.ts'
import { FRONT_WORDS } from './words.ts'

type View = {
  isSignedIn: boolean
  language: Language
  front: Front | undefined
  fault: unknown
  head: Head | undefined
}

/** Asks for what the page says at once; what it gives draws the page when that is wanted. */
export function showFront(root: HTMLElement): (isSignedIn: boolean) => Promise<void> {
  const asked = call(getFront).then(
    (front) => ({ front, fault: undefined }),
    (fault: unknown) => ({ front: undefined, fault }),
  )
  return async (isSignedIn) => {
    const view: View = {
      isSignedIn,
      language: chosenLanguage() ?? chooseLanguage(preferredLanguages()),
      head: undefined,
      ...(await asked),
    }
    const check = newCheck(view.front?.logKey ?? '')
    const redraw = () => draw(root, view, check, redraw)
    redraw()
    document.getElementById(location.hash.slice(1))?.scrollIntoView()
    if (!view.front) return
    view.head = await checkHead(view.front.logKey)
    // Drawn into its own place: what somebody types or reads meanwhile stays.
    document.getElementById('head')?.replaceWith(drawLog(view.front, view.head, view.language))
  }
}

function draw(
  root: HTMLElement,
  view: View,
  check: ReturnType<typeof newCheck>,
  redraw: () => void,
): void {
  const { language, front } = view
  const words = FRONT_WORDS[language]
  document.documentElement.lang = language
  document.title = front?.name ?? 'Tocsin'
  const switchTo = (other: Language) => {
    rememberLanguage(other)
    view.language = other
    redraw()
    root.querySelector<HTMLElement>('.front-top button')?.focus()
  }
  root.replaceChildren(
    ...(front?.exercise ? [el('aside', { class: 'exercise' }, WORDS[language].exercise)] : []),
    el(
      'header',
      { class: 'front-top' },
      el('img', { src: '/bell.svg', width: 28, height: 28, alt: '' }),
      el('span', { class: 'front-name' }, front?.name ?? 'Tocsin'),
      drawLanguages(language, switchTo),
      view.isSignedIn
        ? el('a', { class: 'front-enter', href: '/' }, words.desk)
        : el('a', { class: 'front-enter', href: '/sign-in' }, words.signIn),
    ),
    el(
      'main',
      { class: 'front' },
      el(
        'div',
        { class: 'front-hero' },
        el('h1', {}, front?.name ?? 'Tocsin'),
        el('p', {}, words.lead),
      ),
      view.fault !== undefined &&
        el(
          'p',
          { class: 'front-bad', role: 'alert' },
          `${words.faults} ${describeFault(view.fault, language)} `,
          el('a', { href: '/' }, words.again),
        ),
      drawDoors(front, words),
      front && drawRunBy(front, words),
      drawRules(words),
      front && drawLog(front, view.head, language),
      front && drawCheck(check, front, language),
      el('p', { class: 'front-foot' }, words.foot),
    ),
  )
}
