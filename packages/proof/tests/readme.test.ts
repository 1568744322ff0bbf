import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const here = resolve(import.meta.dirname, '..')
const readme = readFileSync(join(here, 'README.md'), 'utf8')
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/g)]

function run(code: string): Promise<string> {
  const args = ['--conditions=@tocsin/source', '--input-type=module-typescript', '--no-warnings']
  return new Promise((done, fail) => {
    const child = execFile(process.execPath, args, { cwd: here }, (error, out) =>
      error ? fail(error) : done(out),
    )
    child.stdin?.end(code)
  })
}

test.each(examples.map(([, code, output], i) => [i + 1, code!, output!] as const))(
  'example %i of the README prints what the README says',
  async (_, code, output) => {
    expect(await run(code)).toBe(output)
  },
)

test('every example of the README says what it prints', () => {
  expect(examples).toHaveLength(readme.split('```ts\n').length - 1)
})
