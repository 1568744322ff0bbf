import { firstLink, readConfig, runExchange } from '@tocsin/exchange'
import { Command } from 'commander'

/** `tocsin serve`: runs the exchange of a folder until it is told to end. */
export const serveCommand = new Command('serve')
  .description('run the exchange that `tocsin init` set up')
  .option('--dir <folder>', 'its folder', './data')
  .addHelpText(
    'after',
    '\nThe environment overrides config.json: DATABASE_URL, SMTP_URL, PORT, HOST.',
  )
  .action(async ({ dir }: { dir: string }) => {
    const config = await readConfig(dir, process.env)
    await runExchange(config, async (exchange, port) => {
      console.log(`${config.name} answers on http://${config.host}:${port} (${config.origin})`)
      const link = await firstLink(exchange)
      if (link) console.log(`Nobody has signed in yet. First operator, once:\n\n  ${link}\n`)
      console.log('Press Ctrl-C to end.')
    })
  })
