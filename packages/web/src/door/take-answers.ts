import { acknowledgeNotice, ApiError, askSender, sayNotMe, type OfficeNotice } from '@tocsin/api'
import { call } from '../client.ts'
import type { Step } from '../notices/steps.ts'
import { describeFault } from '../words/fault-words.ts'
import { whoOf, type NoticeView } from './notice.ts'
import { keepUnsent, readUnsent, whenBack, type GivenBy, type Said, type Unsent } from './unsent.ts'

/** A page of a notice: what it shows, and how that is changed. */
export type Page = {
  root: HTMLElement
  token: string
  view: () => NoticeView
  /** Changes what is known without drawing it anew. */
  keep: (next: Partial<NoticeView>) => void
  change: (next: Partial<NoticeView>) => void
}

type Taking = { take: (step: Step) => void; deny: () => void; ask: () => void; resume: () => void }

/** What takes the focus once it was said. */
const FOCUS = { answer: 'thanks', 'not-me': 'not-me', question: 'questions' } as const

/** Takes what an office says; what no network takes is kept, and sent when the network is back. */
export function takeAnswers(page: Page, by: GivenBy): Taking {
  const { token, view, change } = page
  let stopWaiting: (() => void) | undefined
  /** What is unsent now: it is kept for as long as it is, and tried again. */
  const hold = (unsent: readonly Unsent[]) => {
    keepUnsent(by, unsent)
    if (unsent.length > 0) {
      stopWaiting ??= whenBack(() => void again())
      return unsent
    }
    stopWaiting?.()
    stopWaiting = undefined
    return unsent
  }
  const others = ({ act }: Said) => view().unsent.filter((one) => one.act !== act)
  const settle = (said: Said, next: Partial<NoticeView>) =>
    change({ ...next, busy: false, unsent: hold(others(said)) })
  /** Keeps what no network took; what is shown as kept says that nothing was sent. */
  const wait = (said: Unsent, fault?: string) => {
    // Tried again by itself, nothing is drawn anew under the fingers of somebody who types.
    const shown = view()
    if (shown.unsent.includes(said) && shown.fault === fault) return page.keep({ busy: false })
    change({ busy: false, unsent: hold([...others(said), said]), fault })
    focusOnFault(page, said)
  }
  const again = async () => {
    for (const kept of view().unsent) {
      // Another link may stand in this window by now.
      if (location.hash.slice(1) !== token) return stopWaiting?.()
      await give(kept, true)
    }
  }
  /** `kept`: it waited for the network before. */
  const give = async (said: Unsent, kept: boolean): Promise<void> => {
    if (view().busy) return
    page.keep({ busy: true })
    const pressedAt = kept ? said.pressedAt : undefined
    try {
      const notice = await send(token, said, pressedAt)
      settle(said, { notice, ...shownAfter(said, pressedAt) })
      document.getElementById(FOCUS[said.act])?.focus()
    } catch (error) {
      const fault = describeFault(error, view().language)
      if (!(error instanceof ApiError)) return wait(said)
      if (kept && mayPass(error)) return wait(said, fault)
      settle(said, { fault })
      focusOnFault(page, said)
    }
  }
  const say = (said: Said) => {
    if (view().busy) return
    // Pressed once more, it is sent as it stands now; it was first pressed when it was.
    const before = view().unsent.find((one) => isSame(one, said))
    const pressedAt = before?.pressedAt ?? new Date().toISOString()
    change({ fault: undefined, unsent: others(said) })
    void give({ ...said, pressedAt }, before !== undefined)
  }
  return {
    ...toActs(page, say),
    resume: () => {
      page.keep({ unsent: readUnsent(by) })
      void again()
    },
  }
}

/** What stands on the page, said. */
function toActs({ root, view }: Page, say: (said: Said) => void): Omit<Taking, 'resume'> {
  return {
    take: (step) => {
      const who = step === 'understood' ? whoOf(view()).trim() : undefined
      say({ act: 'answer', step, who })
    },
    deny: () => say({ act: 'not-me', who: view().notMe.who.trim() || undefined }),
    ask: () => {
      const text = view().asking.text.trim()
      if (text === '') root.querySelector<HTMLElement>('#question')?.focus()
      else say({ act: 'question', text })
    },
  }
}

/** Whether the same may be taken a little later; what is done already is not asked for again. */
function mayPass({ status, code }: ApiError): boolean {
  return code !== 'done-unread' && (status >= 500 || status === 429)
}

function isSame(kept: Said, said: Said): boolean {
  if (kept.act === 'answer') return said.act === 'answer' && kept.step === said.step
  return kept.act === said.act
}

function send(token: string, said: Said, at: string | undefined): Promise<OfficeNotice> {
  const link = { token, ...(at ? { pressedAt: at } : {}) }
  if (said.act === 'question') return call(askSender, { body: { ...link, text: said.text } })
  const who = said.who ? { who: said.who } : {}
  if (said.act === 'not-me') return call(sayNotMe, { body: { ...link, ...who } })
  return call(acknowledgeNotice, { body: { ...link, step: said.step, ...who } })
}

function shownAfter(said: Said, pressedAt: string | undefined): Partial<NoticeView> {
  if (said.act === 'answer') return { justTaken: said.step, pressedAt }
  const asked = said.act === 'question' ? { asking: { isOpen: false, text: '' } } : {}
  return { justTaken: undefined, pressedAt: undefined, ...asked }
}

/** An answer's button stands beside what is said of it; other words stand far below. */
function focusOnFault({ root }: Page, { act }: Said): void {
  const near = act === 'answer' ? '.press' : `#unsent-${act}, #fault`
  root.querySelector<HTMLElement>(near)?.focus()
}
