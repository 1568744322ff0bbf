import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { writeSetting } from '../db/settings.ts'
import type { DrillControl } from './control.ts'
import type { Mailbox } from './mailbox.ts'
import type { Offices } from './offices.ts'
import { tellScreens } from './screens.ts'
import { LIVE_FROM, type Beat } from './script.ts'
import type { DrillFacts, Stage } from './stage.ts'

const TICK_MS = 200
const SAVE_EVERY = 10

type Parts = {
  ctx: Context
  control: DrillControl
  stage: Stage
  mailbox: Mailbox
  offices: Offices
  facts: DrillFacts
  beats: Beat[]
}

export type Player = { stop: () => Promise<void> }

/** Plays the beats before the live part at once, leaping the clock to each. */
export async function playPrologue(parts: Parts, said: (text: string) => void): Promise<void> {
  while (
    parts.control.done < parts.beats.length &&
    parts.beats[parts.control.done]!.minute < LIVE_FROM
  ) {
    const beat = parts.beats[parts.control.done]!
    parts.control.clock.leapTo(new Date(parts.facts.country.start.getTime() + beat.minute * 60_000))
    said(beat.text)
    await playBeat(parts)
  }
  parts.control.clock.leapTo(new Date(parts.facts.country.start.getTime() + LIVE_FROM * 60_000))
}

/** Plays on from where the drill stands until stopped: beats when due, offices as they answer. */
export function play(parts: Parts): Player {
  let stopped = false
  const loop = (async () => {
    for (let tick = 0; !stopped; tick++) {
      try {
        await turn(parts)
        if (tick % SAVE_EVERY === 0) await save(parts)
      } catch (err) {
        if (!stopped)
          parts.ctx.logger.error({ err }, 'a beat of the drill failed; it is tried again')
      }
      await sleep(TICK_MS)
    }
  })()
  return {
    stop: async () => {
      stopped = true
      await loop
      await save(parts)
    },
  }
}

async function turn(parts: Parts): Promise<void> {
  const { control, mailbox, offices, stage } = parts
  if (!control.clock.playing()) return
  const next = control.beats[control.done]
  if (next && next.at <= control.clock.now()) await playBeat(parts)
  offices.receive(mailbox.take(), control.clock.now())
  await offices.answer(stage.anonymous, control.clock.now())
}

async function playBeat(parts: Parts): Promise<void> {
  const beat = parts.beats[parts.control.done]!
  await beat.play(parts.stage, parts.facts)
  parts.control.done += 1
  await save(parts)
  await tellScreens(parts.ctx)
}

/** Where the drill stands, so that a restart goes on from there. */
async function save({ ctx, control }: Parts): Promise<void> {
  const at = {
    done: control.done,
    now: control.clock.now().toISOString(),
    speed: control.clock.speed(),
  }
  await writeSetting(ctx.database.db, 'drill', JSON.stringify(at))
}
