/**
 * The IANA Language Subtag Registry (RFC 5646, 3.1), packed: languages and two-letter regions as bit
 * maps over base-26 numbers, the rest as words.
 */
const LANGUAGES_2 =
  'MzQmR8cZEAlkUwQAiBBoHIQMCZSAAkNEkMZZZVwEBIAR9GfXUBgOwG0ObaGJRCBhQEACAwAAEADAQdHd90d0m1NABAJCBAEQ' +
  'AAQAIAAAAEEABAJAAA=='
const LANGUAGES_3 =
  '//39/u//v9v7//769x88V2+Xc/j///9wvwP//88FhXLp//1/////d//////////j6f///028Cnq+/////v/3/////98r9PHw' +
  'XeefFAcg3+2fP8kh+L/u////////f/////9//f////d/////////57//////7/////+//////9////P/+3/////+///7///3' +
  '///9////f9/////+///f///f+////v//////93+//dWtf0D/nMFDLAglQQBQRACAu//yn7RCRdabNIj3e+cXV1V9Dhw3f/Pv' +
  'n/9dOGUIABC8/7////9/Nz7Hx9//AYEAsAWAACAAAANAAACSIdD/ff/e/l4EAAJkjRnB33siAAAA323eJuXZ8/7//c+fFEEM' +
  'hgDRAPDHZ1/WmV637e8DAAIAAADAd9pXkm0BLtZ79P9/fwAAAAEMVgMAALAUJ1EWCgABAAAQEUkAAGAQAAAAEAAARAQAEIAF' +
  'GAAABQCAKAQAAFDVLRBkNSRT9dW/4s0DAIAAQAAAAAAABBc5Ad1XmSGYpwgAAUCCAAAABAAAAAIBQABEAACw/qs5AAIAAAAE' +
  'AAAAAAAgAEAEAAAAAgAAABCDqAUAAAAABCAEpggEAAiBUAAACDGGQAAAAABAAAP1AxAIBAAAAOA7sxMAgAARAAAAAAAAAAAA' +
  'AAAA///////fz4OiwP/fJ+8f5QMQILLFpkUlmwPf+d8D1EiQAQ6B45NU2zjzf/9t+f//fwQIAAEhEjxf/Q+FT0RAAAT//f/W' +
  '6Bv0N6MNAAAge3kCB4QA8P9//gAYBIEAAACAEJQcAQAAAAAAEEAABAi0/qUMQAAAkSQEbABg8P/7f/YcBZ/fbgMAEQAAAEAF' +
  'tbaCKAQABFHi//0/BQkIBUAAAAAAEAAADAAAAAChAmznSBSIIMBHgAcAAADMUEAkhUeEQCAQACACUIgRANns7lA3HRFpDlnr' +
  'MwgAIAVAEAAAAFBElknWXaeDR5f7ABAACACAAEBFAAECAAFAgABGCPjr9znEnRYAAAwEASAg3aIBAAAAEkQAAAQQ8J2VEwSA' +
  'AAHQFkAAEPCQYkzSAgFKAEYEAAgCACDAAIAGAAgAAAAA8NjvFQIIAAABAAAAABABABAAAAD/1+P9//////9////+////////' +
  '////3//7///b/f////7//////////////f/f/9z///////////77//////////7//f/////////v/////////////3v93d//' +
  'vJgFLP8H8P//fwAIAMN9HwbmcvD/fH9EIjCfex79/1fy/z//8h6V9///R4ABAgAgQFWfit/5bhGHUdD7/3dAAwXRWFwAQAAQ' +
  'BAIAIAqAe7f9/v7////////v////f/////////////f//99///9/////7/+9///7////33/9//f///f////7/+///////3/f' +
  '/7/v9////////////v//f////////P/9f///n77//v9/938CggT/////1+////f/4p7n//f/Vv3N///////v//3/fQ+nUQbE' +
  'l9Bdr6b//f9jXVv///8/IBQAV1HCZfVN4v//30KFxQUEIgB0aRAIBUEAAQYAAAAAAFFgBQQBAAAGESAAGAGS8f1nawaVBlft' +
  '+02de4MEYkAAFUIAAABUg/lfEI7JRt/3EzEAIAAAAJAAAAAAAAoQAAFAAPDf/b99vs//v0IUhGGw/116BAIASS0UJ//t8b/v' +
  'PwAAAsfgHvy7//379/33///89e1H9H8QAQHEf//33flfBYbv9Xe9PQAAAENxQgBAAAABQxkkCAAAAAAAAAAAAAAAAAAAAAAA' +
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAO+951fuE10JwUAh+hcBgAAAAADw/v+/' +
  'ACMAIAAACAAAMLXjEAAAABEkFgABAjCDowFQAAGDEUgAAADw3///EqoQf9hSAIAgAAAAAEAUAgI9QBBCEGFfnDEAAAABXAIg' +
  'AAABAEIBIAAAv9//////P9/ez73/r///f0tAEPH97/33///73/9/8Xvxf/9//+7377//2//f//1+v1f/b4F2n9z3/f////v+' +
  '/19XX+9fUBhi/v+fFZ8VD33GfaGS9fd+///////93f///fZf/z9AmAL/4//z9v7f/99/0D4Ve7z/vv//9///93////7f99f9' +
  '7y+Av8X/////n//////9v99/Rh93//jbXc99Frnqe6AeIAAwAgQkSAQAAEDUBgQAAAQABAAwCQZQAAgAAAAkAAQAENxY100P' +
  'VE/xFmTVSgpAAgBAAAgAAADc/+sfWEhBJKAEADASQCIAEAAAAAAAAAEAAACAEBC/b5MAAQAAAAAAAADAgC0AAAAAAAAKAAAA' +
  'wIbCAgABAAH/GAIAEvD/eT8AJQAAAAoAAAAAAABAABADACkgAAABAACDAAAAAAEAAAAAAAAAAAAAAAD////Pfr4REAAAkgFG' +
  'zfFeAAEAMBQEVRABBPY/egUEALCAIFV1l33fccx41UP1V2cUAQAAAAAALPfbH1Rgg2gFEIs4ugEAADAAJEQAABADMQIBAADw' +
  '9f/X17xw1nh6FVAFpITpQQAAAGs5UnRA6DCQapIAAAL/7/9/hVP07///8t3HTPVC/P//HwCAwFbMFp/7N33v/72krwFEGAFd' +
  'TkoIUCgw4IAQICQA////b/4BBogqQBYBARUrPgEAABCQaUUCAgHhv78DAAAQ3KfRVJ5E3/2PbrNVINTD2DA9gAAAAEz0EcWE' +
  'b1AAIlB/v9sHACAQhLJFEAZEAAASAhEA8P/9fwUCFokAAAAIABAMAwAAAACDMAIohAAzwCMkAAAAy+Q6RshU8f//fxYBAYRQ' +
  'B/z//w8BAEAQOAEBHBJA4XYWCAMQAAAAAQAAAAAAIiQKQIAAAA=='
const REGIONS_2 =
  'fXnf7u/93d5/P5YVgNUAHgJcCbKf+xUAjQYceA9AQAMAHSv0QYFP/fz/1yVrCAABQDyPUwEAAEAAUfH953u7v5pBMARXhUAA' +
  'AkAAAAAAGAAYBEAICQ=='
const REGIONS_3 =
  '001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 ' +
  '143 145 150 151 154 155 202 419'
const SCRIPTS =
  'adlm afak aghb ahom arab aran armi armn avst bali bamu bass batk beng berf bhks blis bopo ' +
  'brah brai bugi buhd cakm cans cari cham cher chis chrs cirt copt cpmn cprt cyrl cyrs deva ' +
  'diak dogr dsrt dupl egyd egyh egyp elba elym ethi gara geok geor glag gong gonm goth gran ' +
  'grek gujr gukh guru hanb hang hani hano hans hant hatr hebr hira hluw hmng hmnp hntl hrkt ' +
  'hung inds ital jamo java jpan jurc kali kana kawi khar khmr khoj kitl kits knda kore kpel ' +
  'krai kthi lana laoo latf latg latn leke lepc limb lina linb lisu loma lyci lydi mahj maka ' +
  'mand mani marc maya medf mend merc mero mlym modi mong moon mroo mtei mult mymr nagm nand ' +
  'narb nbat newa nkdb nkgb nkoo nshu ogam olck onao orkh orya osge osma ougr palm pauc pcun ' +
  'pelm perm phag phli phlp phlv phnx piqd plrd prti psin ranj rjng rohg roro runr samr sara ' +
  'sarb saur seal sgnw shaw shrd shui sidd sidt sind sinh sogd sogo sora soyo sund sunu sylo ' +
  'syrc syre syrj syrn tagb takr tale talu taml tang tavt tayo telu teng tfng tglg thaa thai ' +
  'tibt tirh tnsa todr tols toto tutg ugar vaii visp vith wara wcho wole xpeo xsux yezi yiii ' +
  'zanb zinh zmth zsye zsym zxxx zyyy zzzz'
const VARIANTS =
  '1606nict 1694acad 1901 1959acad 1994 1996 abl1943 akhmimic akuapem alalc97 aluku anpezo ' +
  'ao1990 aranes arevela arevmda arkaika asante auvern baku1926 balanka barla basiceng bauddha ' +
  'bciav bcizbl biscayan biske blasl bohairic bohoric boont bornholm cisaup colb1945 cornu ' +
  'creiss dajnko ekavsk emodeng fascia fayyumic fodom fonipa fonkirsh fonnapa fonupa fonxsamp ' +
  'gallo gascon gherd grclass grital grmistr hanoi hepburn heploc hognorsk hsistemo huett ' +
  'ijekavsk itihasa ivanchov jauer jyutping kkcor kleinsch kociewie kscor laukika leidentr ' +
  'lemosin lengadoc lipaw ltg1929 ltg2007 luna1918 lycopol mdcegyp mdctrans mesokem metelko ' +
  'monoton ndyuka nedis newfound nicard njiva nulik osojs oxendict pahawh2 pahawh3 pahawh4 ' +
  'pamaka peano pehoeji petr1708 pinyin polyton provenc puter rigik rozaj rumgr sahidic saigon ' +
  'scotland scouse simple solba sotav spanglis surmiran sursilv sutsilv synnejyl tailo tarask ' +
  'tongyong tunumiit uccor ucrcor ulster unifon vaidika valbadia valencia vallader vecdruka ' +
  'viennese vivaraup wadegile xsistemo'
const GRANDFATHERED =
  'art-lojban cel-gaulish en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux ' +
  'i-mingo i-navajo i-pwn i-tao i-tay i-tsu no-bok no-nyn sgn-be-fr sgn-be-nl sgn-ch-de zh-guoyu ' +
  'zh-hakka zh-min zh-min-nan zh-xiang'

export const SCRIPT_SUBTAGS: ReadonlySet<string> = new Set(SCRIPTS.split(' '))
export const VARIANT_SUBTAGS: ReadonlySet<string> = new Set(VARIANTS.split(' '))
export const GRANDFATHERED_TAGS: ReadonlySet<string> = new Set(GRANDFATHERED.split(' '))

const languages2 = unpack(LANGUAGES_2)
const languages3 = unpack(LANGUAGES_3)
const regions2 = unpack(REGIONS_2)
const regions3: ReadonlySet<string> = new Set(REGIONS_3.split(' '))

/** Whether two or three lower-case letters are a registered language (or extended language) subtag. */
export function isLanguageSubtag(letters: string): boolean {
  return has(letters.length === 2 ? languages2 : languages3, letters)
}

/** Whether two lower-case letters (ISO 3166-1) or three digits (UN M49) are a registered region subtag. */
export function isRegionSubtag(code: string): boolean {
  return code.length === 2 ? has(regions2, code) : regions3.has(code)
}

function unpack(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
}

function has(bits: Uint8Array, letters: string): boolean {
  let index = 0
  for (let i = 0; i < letters.length; i++) {
    const letter = letters.charCodeAt(i) - 97
    if (letter < 0 || letter > 25) return false
    index = index * 26 + letter
  }
  return ((bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0
}
