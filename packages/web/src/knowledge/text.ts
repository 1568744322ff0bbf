/** Texts of frameworks as people read them: their marks for lines and code are not shown. Pure. */

/** The paragraphs of a description; breaks of HTML part them, and other tags of HTML and citations are left out. */
export function paragraphsOf(description: string): string[] {
  return description
    .replaceAll(/<br\s*\/?>|\r\n?/gi, '\n')
    .replaceAll(/<\/?(?:code|b|i|em|strong|p|ul|ol|li)>/gi, '')
    .replaceAll(/\s*\(Citation: [^()]*\)/g, '')
    .replaceAll(/\[([^\][]*)\]\(https?:[^\s()]*\)/g, '$1')
    .split(/\n\s*/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Number and name, as a technique is called. */
export function nameOf({ code, name }: { code?: string; name: string }): string {
  return code === undefined ? name : `${code} ${name}`
}
