import { DetectError, MOST_BYTES, readSuspiciousMail } from '@tocsin/detect/suspicious'
import { Command } from 'commander'
import { readFile, stat } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { openChecker, withCheckOptions } from '../check-facts.ts'

/** `tocsin check-mail FILE…`: what speaks against a mail, in plain words, on this machine alone. */
export const checkMailCommand = withCheckOptions(
  new Command('check-mail')
    .description('look at suspicious mails, on this machine alone')
    .argument('<file...>', 'mails as their program saves them (.eml); - for standard input'),
).action(async (files: string[], flags: Parameters<typeof openChecker>[0]) => {
  const checker = await openChecker(flags)
  for (const file of files) {
    const reading = await readSuspiciousMail(await bytesOf(file), checker.options())
    if (checker.tell(file, reading)) process.exitCode = 2
  }
})

/** Throws what the system refuses, and DetectError TOO_MANY before a file that is too large is read. */
async function bytesOf(file: string): Promise<Uint8Array> {
  if (file === '-') return buffer(process.stdin)
  const { size } = await stat(file)
  if (size > MOST_BYTES)
    throw new DetectError('TOO_MANY', `a mail of more than ${MOST_BYTES >> 20} MiB is not read`, {
      file,
    })
  return readFile(file)
}
