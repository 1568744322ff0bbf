import { programOf } from '@tocsin/testkit/programs'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** A `tocsin` command in a process of its own, with what it printed so far. */
export type Child = { process: ChildProcess; printed: () => string; ended: Promise<number | null> }

/** Starts a command and leaves it running. */
export function startTocsin(args: string[], env: Record<string, string> = {}): Child {
  const tocsin = programOf('tocsin')
  const child = spawn(process.execPath, [...tocsin.args, ...args], {
    env: { ...tocsin.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { process: child, printed: () => text, ended }
}

/** Runs a command to its end. */
export async function runTocsin(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; text: string }> {
  const child = startTocsin(args, env)
  return { code: await child.ended, text: child.printed() }
}

/** `tocsin serve`, once it answers. */
export async function serveTocsin(dir: string, origin: string): Promise<Child> {
  const child = startTocsin(['serve', '--dir', dir, '--no-screens'])
  for (;;) {
    const healthy = await fetch(`${origin}/healthz`).then(
      (reply) => reply.ok,
      () => false,
    )
    if (healthy) return child
    if (child.process.exitCode !== null) throw new Error(`serve ended: ${child.printed()}`)
    await sleep(50)
  }
}
