const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as it stands in XML 1.0, in elements and in attributes; what XML cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  // XML knows no other control characters than these three.
  // oxlint-disable-next-line no-control-regex
  const legal = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
  return legal.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)
}
