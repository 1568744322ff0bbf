import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const here = resolve(import.meta.dirname, '..')
const readme = readFileSync(join(here, 'README.md'), 'utf8')
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/g)]

test.each(examples.map(([, code, output]) => [code!.split('\n')[0]!, code!, output!]))(
  'the example that begins with %s prints what the README says',
  (_name, code, output) => {
    const args = ['--conditions=@tocsin/source', '--input-type=module-typescript', '--no-warnings']
    const printed = execFileSync('node', args, { cwd: here, input: code, encoding: 'utf8' })
    expect(printed).toBe(output)
  },
)

test('the README has an example of each end', () => {
  expect(examples).toHaveLength(2)
})
