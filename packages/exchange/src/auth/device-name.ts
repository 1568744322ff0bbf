/** From what somebody signed in, as far as their browser says it: nothing but its kind and the system, for their own list of sessions. */

const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.* Safari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
]

/** What a request comes from, as `toDeviceWords` says it. */
export function toDeviceName(request: Request): string | undefined {
  return toDeviceWords(request.headers.get('user-agent') ?? '')
}

/** `Firefox on Windows`, out of a `User-Agent` header (RFC 9110, 10.1.5), which anybody can write; undefined where it names neither. */
export function toDeviceWords(userAgent: string): string | undefined {
  const [browser, system] = [BROWSERS, SYSTEMS].map(
    (known) => known.find(([sign]) => sign.test(userAgent))?.[1],
  )
  if (browser && system) return `${browser} on ${system}`
  if (browser) return browser
  return system && `another browser on ${system}`
}
