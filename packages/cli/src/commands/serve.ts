import { findWebApp, firstLink, readConfig, runExchange } from '@tocsin/exchange'
import { Command } from 'commander'
import module from 'node:module'

const NO_SCREENS = `tocsin: the screens are not built, and without them nobody can sign in or open a notice.
Run \`npm run build\` in the checkout and start again, or serve the API alone with --no-screens.`

/** `tocsin serve`: runs the exchange of a folder until it is told to end. */
export const serveCommand = new Command('serve')
  .description('run the exchange that `tocsin init` set up')
  .option('--dir <folder>', 'its folder', './data')
  .option('--no-screens', 'serve the API, TAXII and the log alone')
  .addHelpText(
    'after',
    '\nThe environment overrides config.json: DATABASE_URL, SMTP_URL, PORT, HOST.',
  )
  .action(async ({ dir, screens }: { dir: string; screens: boolean }) => {
    if (screens && findWebApp() === undefined) {
      console.error(NO_SCREENS)
      process.exitCode = 1
      return
    }
    const config = await readConfig(dir, process.env)
    await runExchange(config, async (exchange, port) => {
      console.log(`${config.name} answers on http://${config.host}:${port} (${config.origin})`)
      const link = await firstLink(exchange)
      if (link) console.log(`Nobody has signed in yet. First operator, once:\n\n  ${link}\n`)
      console.log('Press Ctrl-C to end.')
      // A server that is killed or loses its machine must be back soon; what was compiled is else kept only at a clean end.
      module.flushCompileCache?.()
    })
  })
