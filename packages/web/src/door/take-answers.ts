import { acknowledgeNotice, ApiError, sayNotMe } from '@tocsin/api'
import { call } from '../client.ts'
import type { Step } from '../notices/steps.ts'
import { describeFault } from '../words/fault-words.ts'
import { whoOf, type NoticeView } from './notice.ts'
import {
  dropUnsent,
  keepUnsent,
  readUnsent,
  whenBack,
  type GivenBy,
  type Unsent,
} from './unsent.ts'

/** A page of a notice: what it shows, and how that is changed. */
export type Page = {
  root: HTMLElement
  token: string
  view: () => NoticeView
  /** Changes what is known without drawing it anew. */
  keep: (next: Partial<NoticeView>) => void
  change: (next: Partial<NoticeView>) => void
}

/** Takes the steps of an office; one that no network takes is kept, and sent when the network is back. */
export function takeAnswers(
  page: Page,
  by: GivenBy,
): { take: (step: Step) => Promise<void>; resume: () => void } {
  const { root, token, change } = page
  let stopWaiting: (() => void) | undefined
  const settle = (next: Partial<NoticeView>) => {
    stopWaiting?.()
    stopWaiting = undefined
    dropUnsent(by)
    change({ ...next, busy: false, unsent: undefined })
  }
  /** Keeps an answer that no network took; what is shown as kept says that nothing was sent. */
  const wait = (unsent: Unsent, fault?: string) => {
    keepUnsent(by, unsent)
    stopWaiting ??= whenBack(() => {
      // Another link may stand in this window by now.
      if (location.hash.slice(1) !== token) return stopWaiting?.()
      const { unsent: kept } = page.view()
      if (kept) void give(kept, true)
    })
    // Tried again by itself, nothing is drawn anew under the fingers of somebody who types.
    const shown = page.view()
    if (shown.unsent === unsent && shown.fault === fault) return page.keep({ busy: false })
    change({ busy: false, unsent, fault })
    root.querySelector<HTMLElement>('.press')?.focus()
  }
  /** `kept`: it waited for the network before. */
  const give = async (answer: Unsent, kept: boolean) => {
    if (page.view().busy) return
    page.keep({ busy: true })
    try {
      const { step, who, pressedAt } = answer
      const said = { ...(who ? { who } : {}), ...(kept ? { pressedAt } : {}) }
      const notice = await call(acknowledgeNotice, { body: { token, step, ...said } })
      settle({ notice, justTaken: step, pressedAt: kept ? pressedAt : undefined })
      document.getElementById('thanks')?.focus()
    } catch (error) {
      const fault = describeFault(error, page.view().language)
      if (!(error instanceof ApiError)) return wait(answer)
      if (kept && mayPass(error)) return wait(answer, fault)
      settle({ fault })
      root.querySelector<HTMLElement>('.press')?.focus()
    }
  }
  const take = async (step: Step) => {
    if (page.view().busy) return
    // Pressed once more, it is sent as it stands now; it was first pressed when it was.
    const { unsent } = page.view()
    const isAgain = unsent?.step === step
    const pressedAt = isAgain ? unsent.pressedAt : new Date().toISOString()
    change({ fault: undefined, unsent: undefined })
    const who = step === 'understood' ? whoOf(page.view()).trim() : undefined
    await give({ step, who, pressedAt }, isAgain)
  }
  const resume = () => {
    const unsent = readUnsent(by)
    if (unsent) void give(unsent, true)
  }
  return { take, resume }
}

/** Whether the same may be taken a little later; what is done already is not asked for again. */
function mayPass({ status, code }: ApiError): boolean {
  return code !== 'done-unread' && (status >= 500 || status === 429)
}

/** Tells the sender that this link reached somebody who is not accountable. */
export async function sayNotThem({ token, view, change }: Page): Promise<void> {
  if (view().busy) return
  change({ busy: true, fault: undefined })
  try {
    const who = view().notMe.who.trim()
    const notice = await call(sayNotMe, { body: { token, ...(who ? { who } : {}) } })
    change({ notice, justTaken: undefined, busy: false })
    document.getElementById('not-me')?.focus()
  } catch (error) {
    change({ busy: false, fault: describeFault(error, view().language) })
  }
}
