/** `serve-day.ts TILES`: a process of its own that serves a made day as a static-ct log; prints its address once all its hashes are known. */
import { tilePath } from '@tocsin/proof'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dataTile, rootOf, tileRoot } from './day.ts'

const WIDTH = 256
const tiles = Number(process.argv[2])
/** By level from 1 on. */
const levels = [Array.from({ length: tiles }, (_, index) => tileRoot(index))]
while (levels.at(-1)!.length >= WIDTH) {
  const below = levels.at(-1)!
  levels.push(
    Array.from({ length: Math.floor(below.length / WIDTH) }, (_, k) =>
      rootOf(below.slice(k * WIDTH, (k + 1) * WIDTH)),
    ),
  )
}
const known = new Map<string, Buffer>()
for (const [k, hashes] of levels.entries())
  for (let index = 0; index * WIDTH < hashes.length; index++) {
    const part = hashes.slice(index * WIDTH, (index + 1) * WIDTH)
    known.set(`/${tilePath({ level: k + 1, index, width: part.length })}`, Buffer.concat(part))
  }
const root = rootOf(levels[0]!).toString('base64')
known.set(
  '/checkpoint',
  Buffer.from(
    `day.example\n${tiles * WIDTH}\n${root}\n\n\u2014 day.example ${Buffer.alloc(70, 1).toString('base64')}\n`,
  ),
)

const server = createServer(({ url = '' }, response) => {
  const data = /^\/tile\/data\/([x\d/]+)$/.exec(url)
  const body = data === null ? known.get(url) : dataTile(Number(data[1]!.replaceAll(/[x/]/g, '')))
  response.writeHead(body === undefined ? 404 : 200)
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})
