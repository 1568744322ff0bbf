import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ExchangeError } from '../errors.ts'

const PAUSE = 100

/**
 * Keeps two processes from opening one embedded database, which would ruin it. The file names its holder
 * by process id and start time, so that a lock left by a crash is seen to be nobody's. A holder is waited for `patience`
 * milliseconds; throws `conflict` after them.
 */
export async function lockFolder(file: string, patience = 0): Promise<() => Promise<void>> {
  for (let waited = 0; ; waited += PAUSE) {
    try {
      return await lockNow(file)
    } catch (error) {
      if (!(error instanceof ExchangeError) || waited >= patience) throw error
    }
    await sleep(PAUSE)
  }
}

async function lockNow(file: string): Promise<() => Promise<void>> {
  await mkdir(dirname(file), { recursive: true })
  const mine = await describeProcess(process.pid)
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await tryCreate(file, mine)) return () => rm(file, { force: true })
    const holder = (await readFile(file, 'utf8').catch(() => '')).trim()
    if (await isRunning(holder)) {
      const pid = holder.split(' ')[0]
      throw new ExchangeError(
        'conflict',
        `the exchange in ${dirname(file)} runs already, as process ${pid}`,
      )
    }
    await rm(file, { force: true })
  }
  throw new ExchangeError('conflict', `another process is starting in ${dirname(file)}`)
}

async function tryCreate(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function isRunning(holder: string): Promise<boolean> {
  const pid = Number(holder.split(' ')[0])
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return holder === (await describeProcess(pid))
}

/** Process id and, where the system tells it, the start time that makes the id unique. */
async function describeProcess(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The fields after the name in parentheses; start time is the 22nd of all (proc(5)).
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  return start === undefined || start === '' ? String(pid) : `${pid} ${start}`
}
