/** All members acting on one case at once, each as fast as it is answered; and whether all that was taken stands there afterwards. */
import { randomUUID } from 'node:crypto'
import type { Member, Reply, Screen } from './cases-crowd.ts'
import type { Ready } from './cases-server.ts'

export type Kept = { acts: number; perSecond: number; times: number[]; lost: number }

type Edit = { step: string; editId: string }
/** What a member was told that it was taken. */
type Taken = { steps: string[]; edits: Edit[]; lines: string[]; offers: string[]; items: string[] }

type Hand = {
  member: Member
  others: Member[]
  spare: string[]
  taken: Taken
  /** The own step that is changed, with the version that stands. */
  own?: { step: string; base: string }
}

/** Lets all act for so long. */
export async function actAtOnce(
  screens: readonly Screen[],
  { caseId, spare }: Ready,
  forMs: number,
): Promise<Kept> {
  const hands = screens.map(({ member }, i): Hand => ({
    member,
    others: screens.map((one) => one.member).filter((one) => one !== member),
    spare: spare[i]!.slice(0, -1),
    taken: { steps: [], edits: [], lines: [], offers: [], items: [] },
  }))
  const times: number[] = []
  const start = performance.now()
  await Promise.all(
    hands.map(async (hand) => {
      for (let turn = 0; performance.now() - start < forMs; turn++) {
        const began = performance.now()
        if (await act(hand, `/api/cases/${caseId}`, turn)) times.push(performance.now() - began)
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  const lost = await Promise.all(hands.map((hand) => countLost(hand, `/api/cases/${caseId}`)))
  return {
    acts: times.length,
    perSecond: times.length / seconds,
    times,
    lost: lost.reduce((sum, one) => sum + one, 0),
  }
}

/** One act; gives whether it was taken. */
async function act(hand: Hand, at: string, turn: number): Promise<boolean> {
  switch (turn % 5) {
    case 0:
      return makeStep(hand, at)
    case 1:
    case 2:
      return changeStep(hand, at)
    case 3:
      return putSomethingIn(hand, at, turn)
    default:
      return turn % 10 === 4 ? write(hand, at) : offer(hand, at, turn)
  }
}

async function makeStep(hand: Hand, at: string): Promise<boolean> {
  const editId = randomUUID()
  const reply = await hand.member.ask(`${at}/steps`, { editId, words: 'Our own logs' })
  const { id } = JSON.parse(reply.body) as { id: string }
  return keep(reply, () => {
    hand.taken.steps.push(id)
    hand.own = { step: id, base: editId }
  })
}

async function changeStep(hand: Hand, at: string): Promise<boolean> {
  if (!hand.own) return false
  const { step, base } = hand.own
  const editId = randomUUID()
  const body = { editId, base, words: `Our own logs, ${editId}`, state: 'doing' }
  const reply = await hand.member.ask(`${at}/steps/${step}/edits`, body)
  return keep(reply, () => {
    hand.taken.edits.push({ step, editId })
    hand.own = { step, base: editId }
  })
}

async function putSomethingIn(hand: Hand, at: string, turn: number): Promise<boolean> {
  const ref = hand.spare.pop()
  if (ref === undefined) return write(hand, at, turn)
  const reply = await hand.member.ask(`${at}/items`, { kind: 'finding', ref })
  const { id } = JSON.parse(reply.body) as { id: string }
  return keep(reply, () => hand.taken.items.push(id))
}

async function write(hand: Hand, at: string, turn = 0): Promise<boolean> {
  const lineId = randomUUID()
  const body = { lineId, kind: turn % 2 === 0 ? 'plan' : 'note', words: 'Seen again at noon' }
  return keep(await hand.member.ask(`${at}/lines`, body), () => hand.taken.lines.push(lineId))
}

/** To others of its kind in turn, to which the rules let every member offer. */
async function offer(hand: Hand, at: string, turn: number): Promise<boolean> {
  const alike = hand.others.filter(({ kind }) => kind === hand.member.kind)
  const to = alike[turn % Math.max(alike.length, 1)]
  if (!to) return write(hand, at)
  const reply = await hand.member.ask(`${at}/offers`, { to: to.id, words: 'The hours of Tuesday' })
  const { id } = JSON.parse(reply.body) as { id: string }
  return keep(reply, () => hand.taken.offers.push(id))
}

function keep({ status }: Reply, note: () => unknown): boolean {
  if (status >= 300) return false
  note()
  return true
}

/** How much of what was taken does not stand there, read by its member to the end of each list. */
async function countLost({ member, taken }: Hand, at: string): Promise<number> {
  const steps = await readAll<{ id: string; current: { id: string } }>(member, `${at}/steps`)
  const lines = await readAll<{ id: string }>(member, `${at}/lines`)
  const offers = await readAll<{ id: string }>(member, `${at}/offers`)
  const items = await readAll<{ id?: string }>(member, `${at}/items`)
  const missing = (ids: readonly string[], there: readonly { id?: string }[]) => {
    const known = new Set(there.map(({ id }) => id))
    return ids.filter((id) => !known.has(id)).length
  }
  // Each version was written on the one before: the last one of each step stands.
  const last = new Map(taken.edits.map(({ step, editId }) => [step, editId]))
  const stale = [...last].filter(
    ([step, editId]) => steps.find(({ id }) => id === step)?.current.id !== editId,
  )
  return (
    missing(taken.steps, steps) +
    missing(taken.lines, lines) +
    missing(taken.offers, offers) +
    missing(taken.items, items) +
    stale.length
  )
}

async function readAll<T>(member: Member, path: string): Promise<T[]> {
  const all: T[] = []
  for (let after = ''; ;) {
    const { body } = await member.ask(`${path}?limit=200${after}`)
    const page = JSON.parse(body) as { items: T[]; next?: string }
    all.push(...page.items)
    if (page.next === undefined) return all
    after = `&after=${page.next}`
  }
}
