/** A count with what is counted, such as `1 report` and `2 reports`; in French nothing is counted as one is. */
export function countOf(
  count: number,
  one: string,
  many = `${one}s`,
  language: 'en' | 'es' | 'fr' = 'en',
): string {
  const isOne = language === 'fr' ? Math.abs(count) < 2 : count === 1
  return `${count.toLocaleString(language)} ${isOne ? one : many}`
}

/** A length of time in at most two units, such as `2 h 5 min`. */
export function toLength(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  if (minutes < 1) return 'under a minute'
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  const days = Math.floor(hours / 24)
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`
}

/** Seconds in words, for a window such as `10 min`. */
export function toSpan(seconds: number | null): string {
  if (seconds === null) return 'no limit'
  return seconds < 60 ? `${seconds} s` : toLength(seconds * 1000)
}
