/** One line of a table with delimiters (RFC 4180), taken by itself: a quoted cell that goes on in the next line ends with this one. */

/** The cells of a line; `isWhole` is false where a quote was not closed. */
export function splitCsv(line: string, delimiter: string): { cells: string[]; isWhole: boolean } {
  if (!line.includes('"')) return { cells: line.split(delimiter), isWhole: true }
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (line[at] === '"') {
      let cell = ''
      let from = at + 1
      let quote = line.indexOf('"', from)
      while (quote >= 0 && line[quote + 1] === '"') {
        cell += line.slice(from, quote + 1)
        from = quote + 2
        quote = line.indexOf('"', from)
      }
      if (quote < 0) return { cells: [...cells, cell + line.slice(from)], isWhole: false }
      const next = line.indexOf(delimiter, quote)
      cells.push(
        cell + line.slice(from, quote) + line.slice(quote + 1, next < 0 ? undefined : next),
      )
      if (next < 0) return { cells, isWhole: true }
      at = next + delimiter.length
    } else {
      const next = line.indexOf(delimiter, at)
      cells.push(next < 0 ? line.slice(at) : line.slice(at, next))
      if (next < 0) return { cells, isWhole: true }
      at = next + delimiter.length
    }
  }
}
