/** How requests are made in Spanish, French and German, in plain letters without marks: the common forms, not all. */
export const REQUESTS: readonly RegExp[] = [
  /\b(?:eliminen?|borren?|suspendan?|bloqueen?|retiren?|quiten?)\s+(?:estas?|estos?|las?|los|el)\b/i,
  /\b(?:solicit(?:a|amos|o)|pedimos|pid(?:e|o)|rogamos)\s+(?:que\s+)?(?:\w+\s+){0,3}?(?:elimin|borr|suspend|bloque|retir|quit)/i,
  /(?<!\p{L})(?:veuillez|merci de|priere de|nous (?:vous )?(?:prions|demandons|demandent)|pourriez[- ]vous|il faut)\s[^.!?\n]{0,60}?(?:supprim|retir|bloqu|suspend|fermer|desactiv|restreind)/iu,
  /(?<!\p{L})(?:bitte|wir bitten|konnten sie|konnen sie|ersuchen)\s[^.!?\n]{0,80}?(?:losch|sperr|entfern|blockier|entfernung|loschung|sperrung)/iu,
  /(?<!\p{L})(?:por favor|favor de|agradecer\p{L}*|podrian?|sirvanse|rogamos|pedimos|solicitamos)\s[^.!?\n]{0,60}?(?:elimin|borr|suspend|bloque|retir|quit)/iu,
]
