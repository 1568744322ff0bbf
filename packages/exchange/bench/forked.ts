import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A program of this folder in a process of its own: its first message says where it is, each other answers a question. */
export type Forked<Address> = {
  address: Address
  ask: <Answer>(question: string) => Promise<Answer>
  stop: () => Promise<void>
}

export async function startForked<Address>(file: string): Promise<Forked<Address>> {
  const child = fork(new URL(file, import.meta.url), {
    execArgv: ['--conditions=@tocsin/source', '--no-warnings'],
    serialization: 'advanced',
  })
  const [address] = (await once(child, 'message')) as [Address]
  let last: Promise<unknown> = Promise.resolve()
  return {
    address,
    // One question at a time: answers carry no name.
    ask: <Answer>(question: string) => {
      const answer = last.then(() => askOne<Answer>(child, question))
      last = answer
      return answer
    },
    stop: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

async function askOne<Answer>(child: ChildProcess, question: string): Promise<Answer> {
  const answer = once(child, 'message') as Promise<[Answer]>
  child.send(question)
  return (await answer)[0]
}
