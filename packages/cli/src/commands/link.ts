import { linkFor, readConfig } from '@tocsin/exchange'
import { Command } from 'commander'

/** `tocsin link EMAIL`: a way in for whoever holds the server, when mail does not work. */
export const linkCommand = new Command('link')
  .description('print a one-time sign-in link for a person')
  .argument('<email>', "the person's address")
  .option('--dir <folder>', 'folder of the exchange', './data')
  .addHelpText('after', '\nIt works whether or not the exchange is running.')
  .action(async (email: string, { dir }: { dir: string }) => {
    const config = await readConfig(dir, process.env)
    const onWait = () => console.error('The exchange is starting or ending; waiting for it.')
    console.log(await linkFor(config, email, { onWait }))
  })
