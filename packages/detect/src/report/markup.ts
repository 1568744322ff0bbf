/** Text of strangers as HTML: a tagged template that escapes every value but markup made by itself. */
export type Markup = {
  readonly html: string
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** `markup`<b>${text}</b>``; lists are joined, null and false are left out. */
export function markup(parts: TemplateStringsArray, ...values: readonly unknown[]): Markup {
  return { html: parts.reduce((html, part, k) => html + toHtml(values[k - 1]) + part) }
}

function toHtml(value: unknown): string {
  if (value === null || value === undefined || value === false) return ''
  if (Array.isArray(value)) return value.map(toHtml).join('')
  if (typeof value === 'object' && 'html' in value) return (value as Markup).html
  return escapeText(String(value as string | number))
}

/** Without markup, and without the characters that turn or hide text. */
function escapeText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark]!)
}
