const MAX = 200

/** A server's words as they may be shown on a terminal: short, on one line, without control characters. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, MAX)
}
