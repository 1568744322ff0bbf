import { initExchange, PACK_NAMES } from '@tocsin/exchange'
import { Command, Option } from 'commander'

type InitFlags = {
  dir: string
  name: string
  origin: string
  operatorEmail: string
  host?: string
  databaseUrl?: string
  smtpUrl?: string
  mailFrom?: string
  pack: string
}

/** `tocsin init`: sets up a real, empty exchange in a folder. */
export const initCommand = new Command('init')
  .description('set up a real, empty exchange: database, country pack, hub and first operator')
  .requiredOption('--operator-email <address>', 'who operates the exchange; links are mailed there')
  .option('--dir <folder>', 'folder for configuration, keys and embedded database', './data')
  .option('--name <text>', 'name of the exchange, shown to people', 'Tocsin')
  .option('--origin <url>', 'public address; use https:// in production', 'http://127.0.0.1:8080')
  .option('--host <address>', 'address to listen on')
  .addOption(
    new Option('--database-url <url>', 'postgres://… instead of the embedded database').env(
      'DATABASE_URL',
    ),
  )
  .addOption(new Option('--smtp-url <url>', 'smtp://… through which mail leaves').env('SMTP_URL'))
  .option('--mail-from <address>', 'sender of mail')
  .addOption(
    new Option('--pack <name>', 'country pack of jurisdictions').choices(PACK_NAMES).default('us'),
  )
  .action(async (flags: InitFlags) => {
    const { config, link, places } = await initExchange(flags)
    console.log(`Set up ${config.name} in ${config.dataDir} with ${places} jurisdictions.`)
    if (!config.smtpUrl) console.log('No SMTP server: mail waits until one is set (--smtp-url).')
    console.log(`Start it:   tocsin serve --dir ${flags.dir}`)
    console.log(`First sign-in, once, within a day:\n\n  ${link}\n`)
  })
