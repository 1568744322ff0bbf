/** Which logs are followed: those named one by one, and the usable ones of a list as browsers publish it. */
import { toLogUrl } from '@tocsin/ct'
import { InvalidArgumentError } from 'commander'
import { readTextFile } from '../text-file.ts'

/** A log to follow: its address, and its public key where one is given. */
export type NamedLog = { readonly url: string; readonly key: string | null }

const SHOWN = 60

/** The logs of the flags. Throws InvalidArgumentError where a key belongs to none, or to one of several. */
export function namedLogs(urls: readonly string[], keys: readonly string[]): NamedLog[] {
  const logs = new Map<string, string | null>(urls.map((url) => [toLogUrl(url).href, null]))
  for (const text of keys) {
    const [, url, key = ''] = /^(https?:\/\/[^=]*)=(.+)$/.exec(text) ?? [null, null, text]
    const href = url ? toLogUrl(url).href : logs.size === 1 ? [...logs.keys()][0]! : ''
    if (!logs.has(href))
      throw new InvalidArgumentError(
        `--ct-key ${text.slice(0, SHOWN)}: begin it with URL= of a log that is named by --ct`,
      )
    logs.set(href, key)
  }
  return [...logs].map(([url, key]) => ({ url, key }))
}

type ListedLog = { url?: unknown; monitoring_url?: unknown; key?: unknown; state?: object }

/** The usable logs of a list of version 3 (`log_list.json`), static-ct ones by their monitoring address. */
export async function listedLogs(path: string): Promise<NamedLog[]> {
  const text = await readTextFile(path)
  const operators = (parse(text, path) as { operators?: unknown }).operators
  if (!Array.isArray(operators)) throw new InvalidArgumentError(`${path}: no list of logs`)
  const listed = (operators as readonly { logs?: ListedLog[]; tiled_logs?: ListedLog[] }[]).flatMap(
    ({ logs = [], tiled_logs = [] }) => [...logs, ...tiled_logs],
  )
  const usable = listed.filter(({ state }) => state !== undefined && 'usable' in state)
  if (usable.length === 0) throw new InvalidArgumentError(`${path}: no log in it is usable`)
  return usable.map(({ url, monitoring_url, key }) => ({
    url: toLogUrl(String(monitoring_url ?? url)).href,
    key: typeof key === 'string' ? key : null,
  }))
}

function parse(text: string, path: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below, like any other text that is no list.
  }
  throw new InvalidArgumentError(`${path}: no list of logs`)
}
