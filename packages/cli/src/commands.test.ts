import { expect, test } from 'vitest'
import { COMMANDS, commandsFor } from './commands.ts'

test('what --help lists is what each command says of itself', async () => {
  for (const { name, summary, load } of COMMANDS) {
    const command = await load()
    expect({ name, summary }).toEqual({ name: command.name(), summary: command.description() })
  }
})

test('only the command that is called is loaded', async () => {
  const loaded = async (...args: string[]) =>
    (await commandsFor(args))
      .filter((command) => command.options.length > 0 || command.commands.length > 0)
      .map((command) => command.name())
  expect(await loaded('--version')).toEqual([])
  expect(await loaded('verify', 'x')).toEqual(['verify'])
  expect(await loaded('help', 'stix')).toEqual(['stix'])
})
