import { createHash } from 'node:crypto'
import type { Client } from '@tocsin/api'
import { acknowledgeNotice, ApiError, openNotice } from '@tocsin/api'
import type { Mail } from '../mail/outgoing.ts'
import type { DrillCountry } from './country.ts'
import { findOfficeToken } from '../offices/door.ts'

/** What a simulated contact does with a notice; minutes are of the drill's clock. */
export type Temper =
  | { kind: 'answers'; told: number; understood: number; acted: number | undefined }
  | { kind: 'opens only'; told: number }
  | { kind: 'silent' }

type Pending = { at: number; token: string; step: 'told' | 'understood' | 'acted'; who: string }

/** Simulated offices: they read the drill's mail and answer, late or never, by an office's temper. */
export type Offices = {
  receive: (mails: Mail[], now: Date) => void
  /** Answers everything due; returns how many answers were given. */
  answer: (client: Client, now: Date) => Promise<number>
}

/** `played` are addresses that a person plays; the drill leaves those alone. */
export function createOffices(
  seed: string,
  acts: DrillCountry['acts'],
  played: (address: string) => boolean,
): Offices {
  const pending: Pending[] = []
  const who = (address: string) => acts[address.startsWith('chief') ? 'chief-official' : 'clerk']
  return {
    receive: (mails, now) => {
      for (const mail of mails) {
        const token = findOfficeToken(mail.text)
        if (token && !played(mail.to))
          pending.push(...plan(temperOf(seed, mail.to), who(mail.to), token, now.getTime()))
      }
    },
    answer: async (client, now) => {
      const due = pending.filter((one) => one.at <= now.getTime()).sort((a, b) => a.at - b.at)
      for (const one of due) {
        pending.splice(pending.indexOf(one), 1)
        await answerOne(client, one)
      }
      return due.length
    },
  }
}

function plan(temper: Temper, who: string, token: string, now: number): Pending[] {
  const at = (minutes: number) => now + minutes * 60_000
  if (temper.kind === 'silent') return []
  const told: Pending = { at: at(temper.told), token, step: 'told', who }
  if (temper.kind === 'opens only') return [told]
  const answers: Pending[] = [told, { at: at(temper.understood), token, step: 'understood', who }]
  if (temper.acted !== undefined) answers.push({ at: at(temper.acted), token, step: 'acted', who })
  return answers
}

/**
 * The temper of an address, from the seed alone: about seven in ten answer within the hour, one in ten
 * opens the mail and says no more, two in ten stay silent; a third of those who answer also act.
 */
export function temperOf(seed: string, address: string): Temper {
  const digest = createHash('sha256').update(`${seed}/${address}`).digest()
  const share = (i: number) => digest.readUInt32BE(i * 4) / 2 ** 32
  const told = 1 - 12 * Math.log(1 - share(1) * 0.999)
  if (share(0) < 0.2) return { kind: 'silent' }
  if (share(0) < 0.3) return { kind: 'opens only', told }
  const understood = told + 1 - 10 * Math.log(1 - share(2) * 0.999)
  const acted = share(3) < 0.35 ? understood + 10 - 90 * Math.log(1 - share(4) * 0.999) : undefined
  return { kind: 'answers', told, understood, acted }
}

async function answerOne(client: Client, { token, step, who }: Pending): Promise<void> {
  try {
    await client(openNotice, { body: { token } })
    await client(acknowledgeNotice, {
      body: { token, step, ...(step === 'understood' ? { who } : {}) },
    })
  } catch (error) {
    // A notice may be closed or gone by the time a slow office answers; that is part of the exercise.
    if (!(error instanceof ApiError) || error.status >= 500) throw error
  }
}
