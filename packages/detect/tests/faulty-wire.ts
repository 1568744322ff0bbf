/** A wire to an engine that can be cut: it carries so many bytes of answers and then breaks, as often as it is told to. */
import { connect, createServer, type Socket } from 'node:net'

export type Wire = {
  readonly port: number
  /** Breaks each of the next `times` connections after `bytes` of answers. */
  cut(times: number, bytes: number, onCut?: () => void): void
  /** Leads to another engine from the next connection on. */
  lead(port: number): void
  /** Bytes of answers so far. */
  carried(): number
  /** Connections that were broken. */
  broken(): number
  close(): Promise<void>
}

export async function openWire(to: number, host = '127.0.0.1'): Promise<Wire> {
  let target = to
  let left = 0
  let most = 0
  let broken = 0
  let all = 0
  let tell: (() => void) | undefined
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, host)
    const [limit, isCut] = [most, left > 0]
    let carried = 0
    for (const socket of [near, far]) {
      open.add(socket)
      socket
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(socket)
          near.destroy()
          far.destroy()
        })
    }
    near.pipe(far)
    far.on('data', (bytes) => {
      carried += bytes.length
      all += bytes.length
      if (!isCut || carried <= limit) {
        near.write(bytes)
        return
      }
      if (near.destroyed) return
      left--
      broken++
      near.resetAndDestroy()
      tell?.()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    cut: (times, bytes, onCut) => {
      ;[left, most, tell] = [times, bytes, onCut]
    },
    lead: (port) => {
      target = port
    },
    carried: () => all,
    broken: () => broken,
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
