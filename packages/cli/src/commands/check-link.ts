import { readSuspiciousWords } from '@tocsin/detect/suspicious'
import { Command } from 'commander'
import { openChecker, withCheckOptions } from '../check-facts.ts'

/** `tocsin check-link URL…`: where a link leads as far as that can be read off it, and what speaks against it; nothing is visited. */
export const checkLinkCommand = withCheckOptions(
  new Command('check-link')
    .description('look at suspicious links without visiting them')
    .argument('<link...>', 'links, names or words that hold some, each in quotes'),
).action(async (links: string[], flags: Parameters<typeof openChecker>[0]) => {
  const checker = await openChecker(flags)
  for (const link of links) {
    const reading = await readSuspiciousWords(link, checker.options())
    if (checker.tell(link, reading)) process.exitCode = 2
  }
})
