import { Command } from 'commander'
import { commands } from './commands.ts'

const program = new Command('tocsin')
  .description("The bell an election's defenders ring together.")
  .version('0.1.0')
  .showHelpAfterError('(add --help for what this command takes)')

for (const command of commands) program.addCommand(command)
await program.parseAsync()
