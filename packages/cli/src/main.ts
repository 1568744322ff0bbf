import { Command } from 'commander'
import module from 'node:module'
import { commandsFor } from './commands.ts'

// Half a second off every later start; Node 20 does not have it.
module.enableCompileCache?.()

const program = new Command('tocsin')
  .description("The bell an election's defenders ring together.")
  .version('0.1.0')
  .showHelpAfterError('(add --help for what this command takes)')

for (const command of await commandsFor(process.argv.slice(2))) program.addCommand(command)
try {
  await program.parseAsync()
} catch (error) {
  // A coded failure was foreseen and its words say it all; anything else is a fault of ours, shown whole.
  const isForeseen = error instanceof Error && 'code' in error
  const rule = isForeseen && 'rule' in error && error.rule ? ` (rule ${String(error.rule)})` : ''
  console.error(isForeseen ? `tocsin: ${error.message}${rule}` : error)
  process.exitCode = 1
}
