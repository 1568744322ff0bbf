/** What an address of the screen that calls a meeting names: the meeting that it follows. */
export function toCallSearch({ follows }: Record<string, unknown>): { follows?: string } {
  return typeof follows === 'string' && follows !== '' ? { follows } : {}
}
