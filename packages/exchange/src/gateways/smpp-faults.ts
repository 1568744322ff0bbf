/** Whose fault a status of SMPP 3.4 (5.1.3) is, in the words of its table. */
import type { GatewayFault } from './gateway.ts'

const NAMES: Record<number, [GatewayFault['kind'], string]> = {
  0x0a: ['server', 'our sender number is not admitted'],
  0x0b: ['recipient', 'the number is not valid'],
  0x14: ['later', 'the queue of the gateway is full'],
  0x33: ['recipient', 'the number is on no list that is known'],
  0x45: ['later', 'the gateway could not submit it'],
  0x48: ['server', 'our sender number is of a kind that is not admitted'],
  0x49: ['server', 'our sender number is of a plan that is not admitted'],
  0x50: ['recipient', 'the number is of a kind that is not admitted'],
  0x51: ['recipient', 'the number is of a plan that is not admitted'],
  0x58: ['later', 'the gateway asks us to send more slowly'],
  0x0d: ['server', 'the gateway refuses our login'],
  0x0e: ['server', 'the gateway refuses our login'],
  0x0f: ['server', 'the gateway refuses our login'],
  0x04: ['server', 'the gateway refuses it on this line'],
  0x05: ['server', 'we are logged in already, as often as we may'],
  0x08: ['server', 'the gateway has a fault of its own'],
}

/** The fault that an answer of a gateway tells of. */
export function toStatusFault(status: number): GatewayFault {
  const [kind, said] = NAMES[status] ?? (['later', 'the gateway refused it'] as const)
  const brief = `0x${status.toString(16).padStart(8, '0')}`
  return { kind, words: `${said} (${brief})`, brief }
}

/** The line to the gateway failed before it was given the message, or after. */
export function toLineFault(error: unknown, unknown: boolean): GatewayFault {
  const { code, message } = error as NodeJS.ErrnoException
  const brief = code ?? 'no answer'
  const words = (message ?? String(error)).slice(0, 300).toWellFormed()
  return { kind: 'server', words, brief, ...(unknown ? { unknown: true as const } : {}) }
}
