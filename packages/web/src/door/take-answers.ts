import { acknowledgeNotice, sayNotMe } from '@tocsin/api'
import { call } from '../client.ts'
import type { Step } from '../notices/steps.ts'
import { describeFault } from '../words/fault-words.ts'
import { whoOf, type NoticeView } from './notice.ts'
import { dropUnsent, keepUnsent, readUnsent, whenBack, type Unsent } from './unsent.ts'

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
  targetId: string,
): { take: (step: Step) => Promise<void>; resume: () => void } {
  const { root, token, change } = page
  let stopWaiting: (() => void) | undefined
  const settle = (next: Partial<NoticeView>) => {
    stopWaiting?.()
    stopWaiting = undefined
    dropUnsent(targetId)
    change({ ...next, busy: false, unsent: undefined })
  }
  /** Keeps an answer that no network took; what is shown as kept says that nothing was sent. */
  const wait = (unsent: Unsent) => {
    keepUnsent(targetId, unsent)
    stopWaiting ??= whenBack(() => {
      // Another link may stand in this window by now.
      if (location.hash.slice(1) !== token) return stopWaiting?.()
      const { unsent: kept } = page.view()
      if (kept) void give(kept, kept.pressedAt)
    })
    change({ busy: false, unsent })
  }
  const give = async ({ step, who }: Omit<Unsent, 'pressedAt'>, pressedAt?: string) => {
    if (page.view().busy) return
    const now = new Date().toISOString()
    page.keep({ busy: true })
    try {
      const said = { ...(who ? { who } : {}), ...(pressedAt ? { pressedAt } : {}) }
      const notice = await call(acknowledgeNotice, { body: { token, step, ...said } })
      settle({ notice, justTaken: step, pressedAt })
      document.getElementById('thanks')?.focus()
    } catch (error) {
      if (error instanceof TypeError) wait({ step, who, pressedAt: pressedAt ?? now })
      else settle({ fault: describeFault(error, page.view().language) })
      root.querySelector<HTMLElement>('.press')?.focus()
    }
  }
  const take = async (step: Step) => {
    if (page.view().busy) return
    change({ fault: undefined })
    const who = step === 'understood' ? whoOf(page.view()).trim() : undefined
    // Pressed once more, it is sent as it stands now; it was first pressed when it was.
    const { unsent } = page.view()
    await give({ step, who }, unsent?.step === step ? unsent.pressedAt : undefined)
  }
  const resume = () => {
    const unsent = readUnsent(targetId)
    if (unsent) void give(unsent, unsent.pressedAt)
  }
  return { take, resume }
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
