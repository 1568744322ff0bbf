import { join } from 'node:path'
import { inject } from 'vitest'
import type { ProgramName } from './bundle.ts'

/**
 * How Node is to start a program that the run's set-up put into few files: what stands before its own arguments, and its
 * environment, where what was compiled of it is kept beside it. The workers that it starts run from source, as ever.
 */
export function programOf(name: ProgramName): { args: string[]; env: NodeJS.ProcessEnv } {
  const dir = inject('programs')
  return {
    args: ['--conditions=@tocsin/source', '--no-warnings', join(dir, `${name}.mjs`)],
    env: { ...process.env, NODE_COMPILE_CACHE: join(dir, 'compiled') },
  }
}
