import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
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

test('a reader of both READMEs publishes to a server on this machine and reads it back', async () => {
  const code = /```js\n([\s\S]*?)```/.exec(readme)![1]!
  const args = ['--conditions=@tocsin/source', '--no-warnings']
  const server = spawn('node', [...args, '--input-type=module'], {
    cwd: here,
    env: { ...process.env, PORT: '0' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  try {
    server.stdin.end(code)
    const [printed] = (await once(server.stdout, 'data')) as [Buffer]
    const collection = printed.toString().trim().replace('COLLECTION=', '')
    expect(await refuseTrace(new URL(collection).port)).toContain('HTTP/1.1 400')

    const stix = readFileSync(join(here, '../stix/README.md'), 'utf8')
    const publish = /## Publish it[\s\S]*?```ts\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/.exec(stix)!
    const answer = execFileSync('node', [...args, '--input-type=module-typescript'], {
      cwd: here,
      input: publish[1]!,
      encoding: 'utf8',
      env: { ...process.env, COLLECTION: collection },
    })
    expect(answer).toBe(publish[2])

    const headers = {
      accept: 'application/taxii+json;version=2.1',
      authorization: `Basic ${btoa('clerk:api-key')}`,
    }
    const held = await (await fetch(`${collection}objects/`, { headers })).json()
    expect(held.objects.map(({ type }: { type: string }) => type)).toEqual([
      'marking-definition',
      'note',
    ])
  } finally {
    server.kill()
  }
})

/** What a method that no Request may have is answered; the server goes on. */
async function refuseTrace(port: string): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  return text(socket)
}
