import { Command } from 'commander'
import { ACTING } from '../case/acting.ts'
import { CLAIMS } from '../case/claims.ts'
import { READING } from '../case/reading.ts'
import { WORK } from '../case/work.ts'
import { endSession, keepSession } from '../session-file.ts'

type Flags = { session: string; url: string }

/** `tocsin case`: all that the screens of a case do, by command, as the person who signed in and by the same rules. */
export const caseCommand = new Command('case')
  .description('work cases together: items, own steps, offers, plan and clock, as on the screens')
  .addCommand(
    new Command('sign-in')
      .description('sign in by a mailed link, read from TOCSIN_LINK or standard input')
      .requiredOption('--url <origin>', 'the running exchange')
      .requiredOption('--session <file>', 'where the session is kept; nobody else may read it')
      .action(async ({ session, url }: Flags) => {
        await keepSession(session, url)
        console.log(`Signed in; kept in ${session}. \`tocsin case sign-out\` ends it.`)
      }),
  )
  .addCommand(
    new Command('sign-out')
      .description('end the session and remove its file')
      .option('--session <file>', 'the file of `sign-in`; else TOCSIN_SESSION')
      .action(async ({ session }: Partial<Flags>) => endSession(session)),
  )
  .addHelpText(
    'after',
    `
A case is for people: no API key opens one. Sign in once by the link that the exchange mails, and name the file of the
session with --session or TOCSIN_SESSION. It ends like that of a browser, and stands among your sessions under Settings.
Exit status: 0 done, 1 refused or failed, with the reason and the rule.`,
  )

for (const command of [...READING, ...ACTING, ...WORK, ...CLAIMS]) caseCommand.addCommand(command)
