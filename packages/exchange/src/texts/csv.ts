/** A row of CSV (RFC 4180) with its end of line; a cell that a spreadsheet would take for a formula (CWE-1236) is told to be text. */
export function toCsvRow(cells: readonly string[]): string {
  const written = cells.map((text) => {
    const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${written.join(',')}\r\n`
}
