import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

const here = resolve(import.meta.dirname, '..')
const readme = readFileSync(join(here, 'README.md'), 'utf8')
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/g)]
const received: { objects: { type: string }[] }[] = []
let server: Server

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const envelope = JSON.parse(await text(request)) as (typeof received)[number]
    received.push(envelope)
    const counts = { success_count: envelope.objects.length, failure_count: 0 }
    response.writeHead(202).end(JSON.stringify(counts))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterAll(() => server.close())

function run(code: string): Promise<string> {
  const args = ['--conditions=@tocsin/source', '--input-type=module-typescript', '--no-warnings']
  const { port } = server.address() as AddressInfo
  const env = { ...process.env, COLLECTION: `http://127.0.0.1:${port}/collections/1/` }
  return new Promise((done, fail) => {
    const child = execFile('node', [...args], { cwd: here, env }, (error, out) =>
      error ? fail(error) : done(out),
    )
    child.stdin?.end(code)
  })
}

test.each(examples.map(([, code, output]) => [code!.split('\n')[0]!, code!, output!]))(
  'the example that begins with %s prints what the README says',
  async (_name, code, output) => {
    expect(await run(code)).toBe(output)
  },
)

test('every example of the README has run, and the one that publishes reached a server', () => {
  expect(examples).toHaveLength(readme.split('```ts\n').length - 1)
  expect(received.map(({ objects }) => objects.map(({ type }) => type))).toEqual([
    ['marking-definition', 'note'],
  ])
})
