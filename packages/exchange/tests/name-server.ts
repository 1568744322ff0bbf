/** A name server on loopback that answers for TXT records alone. */
import { createSocket, type Socket } from 'node:dgram'

/** `textOf` gives the record of a name in small letters, or nothing where there is none. Close the socket when done. */
export function startNames(textOf: (name: string) => string | undefined): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const labels: string[] = []
    let at = 12
    for (let size = query[at]!; size > 0; size = query[at]!) {
      labels.push(query.toString('latin1', at + 1, at + 1 + size))
      at += size + 1
    }
    const text = textOf(labels.join('.').toLowerCase())
    const question = query.subarray(12, at + 5)
    const parts = (text?.match(/.{1,200}/g) ?? []).map((part) =>
      Buffer.concat([Buffer.from([part.length]), Buffer.from(part)]),
    )
    const data = Buffer.concat(parts)
    const size = [data.length >> 8, data.length & 255]
    const answer = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, ...size])
    const isKnown = text !== undefined
    const flags = [0x81, isKnown ? 0x80 : 0x83]
    const counts = [0, 1, 0, isKnown ? 1 : 0, 0, 0, 0, 0]
    const head = Buffer.from([query[0]!, query[1]!, ...flags, ...counts])
    socket.send(
      Buffer.concat([head, question, ...(isKnown ? [answer, data] : [])]),
      from.port,
      from.address,
    )
  })
  return new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket)))
}
