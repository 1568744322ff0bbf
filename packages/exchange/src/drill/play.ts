import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { writeSetting } from '../db/settings.ts'
import type { DrillControl } from './control.ts'
import type { Mailbox } from './mailbox.ts'
import type { Offices } from './offices.ts'
import { tellScreens } from './screens.ts'
import type { DrillScript } from './drill-script.ts'
import type { Stage } from './stage.ts'

const TICK_MS = 200
const SAVE_EVERY = 10

type Parts = {
  ctx: Context
  control: DrillControl
  stage: Stage
  mailbox: Mailbox
  offices: Offices
  seed: string
  script: DrillScript
}

export type Player = { stop: () => Promise<void> }

/** Plays the beats before the live part at once, leaping the clock to each. */
export async function playPrologue(parts: Parts, said: (text: string) => void): Promise<void> {
  const { control, script } = parts
  const leap = (minute: number) =>
    control.clock.leapTo(new Date(script.start.getTime() + minute * 60_000))
  for (
    let beat = script.beats[control.done];
    beat && beat.minute < script.liveFrom;
    beat = script.beats[control.done]
  ) {
    leap(beat.minute)
    said(beat.text)
    await playBeat(parts)
  }
  leap(script.liveFrom)
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
  const beat = parts.script.beats[parts.control.done]!
  await beat.play(parts.stage, parts.seed)
  parts.control.done += 1
  const { clock, slowTo } = parts.control
  if (slowTo !== undefined && clock.speed() > slowTo) clock.setSpeed(slowTo)
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
