import { makeSignInLink, openDatabase, readConfig } from '@tocsin/exchange'
import { Command } from 'commander'

/** `tocsin link EMAIL`: a way in for whoever holds the server, when mail does not work. */
export const linkCommand = new Command('link')
  .description('print a one-time sign-in link for a person')
  .argument('<email>', "the person's address")
  .option('--dir <folder>', 'folder of the exchange', './data')
  .addHelpText('after', '\nAn exchange on the embedded database must be stopped first.')
  .action(async (email: string, { dir }: { dir: string }) => {
    const config = await readConfig(dir, process.env)
    const database = await openDatabase(config)
    try {
      console.log(await makeSignInLink(database.db, config.origin, email, new Date()))
    } finally {
      await database.close()
    }
  })
