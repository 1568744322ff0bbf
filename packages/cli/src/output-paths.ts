/** Where a run may write, decided before it reads: nothing is lost by it, and no work is done in vain. */
import { access, constants, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { DetectError } from '@tocsin/detect'

/**
 * Throws BAD_OPTION where an output (a path by its option) is what another one is, is a file that is read or
 * lies among those read, or cannot be written.
 */
export async function verifyOutputs(
  outputs: Readonly<Record<string, string | undefined>>,
  inputs: readonly string[],
): Promise<void> {
  const read = await Promise.all(inputs.map((input) => realpath(input).catch(() => input)))
  const taken = new Map<string, string>()
  for (const [option, path] of Object.entries(outputs)) {
    if (path === undefined) continue
    const refuse = (message: string) => new DetectError('BAD_OPTION', message, { file: path })
    const folder = await findFolder(path, option)
    const found = await stat(path).catch(() => null)
    if (found?.isDirectory()) throw refuse(`${option} needs a file, and this is a folder`)
    if (found && !found.isFile()) continue
    const real = found ? await realpath(path) : join(folder, basename(path))
    if (found && read.some((input) => real === input || real.startsWith(input + sep)))
      throw refuse(`${option} would write over what is read`)
    const other = taken.get(real)
    if (other !== undefined) throw refuse(`${other} and ${option} cannot write to one file`)
    taken.set(real, option)
  }
}

/** The folder that `path` will lie in, as it really is. */
async function findFolder(path: string, option: string): Promise<string> {
  const refuse = (why: string, cause?: unknown) =>
    new DetectError(
      'BAD_OPTION',
      `${option} cannot be written there: ${why}`,
      { file: path },
      { cause },
    )
  const folder = await realpath(dirname(path)).catch((cause: Error) => {
    throw refuse('there is no such folder', cause)
  })
  if (!(await stat(folder)).isDirectory()) throw refuse('there is no such folder')
  await access(folder, constants.W_OK).catch((cause: Error) => {
    throw refuse(cause.message, cause)
  })
  return folder
}
