import { Command } from 'commander'
import module from 'node:module'
import { COMMANDS } from './commands.ts'

// Half a second off every later start; Node 20 does not have it.
module.enableCompileCache?.()

const program = new Command('tocsin')
  .description("The bell an election's defenders ring together.")
  .version('0.1.0')
  .showHelpAfterError('(add --help for what this command takes)')

const called = COMMANDS.filter((command) => command.name === process.argv[2])
for (const { load } of called.length > 0 ? called : COMMANDS) program.addCommand(await load())
try {
  await program.parseAsync()
} catch (error) {
  // A coded failure was foreseen and its words say it all; anything else is a fault of ours, shown whole.
  const isForeseen = error instanceof Error && 'code' in error
  console.error(isForeseen ? `tocsin: ${error.message}` : error)
  process.exitCode = 1
}
