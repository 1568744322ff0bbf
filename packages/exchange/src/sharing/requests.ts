/**
 * Plain requests in English, Spanish, French, German, Italian, Portuguese, Russian, Ukrainian, Chinese, Arabic and Persian, in plain letters without marks: the common forms, not all. They are
 * found wherever they stand, in quotes too, for a sender who quotes its own request makes it all the same.
 */
export const REQUESTS: readonly RegExp[] = [
  /\b(?:please|kindly|must|should|(?:request|ask|urg|recommend|want)(?:e?s|e?d|ing|e)?(?: that)? you(?: to)?)\s+(?:\w+\s+){0,3}?(?:remov|delet|suspend|ban\b|banned|block|take\s?n?\s?(?:it|this|these|them|the \w+)?\s?down|taken down|disabl|deactivat|demot|downrank|throttl|label|restrict|shut down|act(?:ion)? on)/i,
  /\b(?:remove|delete|suspend|ban|block|disable|deactivate|take down)\s+(?:these|this|those|the|all|such)\s+(?:\w+\s+){0,2}?(?:accounts?|posts?|pages?|channels?|users?|contents?|videos?|groups?)\b/i,
  /\b(?:grateful|appreciate[ds]?|thank(?:ful)?|hope|expect(?:ed)?|suggest(?:ed)?|ought to|would help|in favou?r of|propose|consider)\b[^.!?\n]{0,60}?\b(?:remov(?:e[ds]?|al|ing)|delet\w*|suspen[ds]\w*|ban(?:ned|ning)?|block(?:ed|ing)?|tak(?:e|ing|en)\b[^.!?\n]{0,20}?\bdown|(?:come|came|go|be|coming) down|disabl\w*|demot\w*|downrank\w*|throttl\w*|restrict\w*)\b/i,
  /\b(?:remov(?:al|ing)|delet(?:ion|ing)|suspen(?:sion|ding)|takedown|taking down)\b[^.!?\n]{0,60}?\b(?:is|are|would be|will be)\s+(?:\w+\s)?(?:appreciated|requested|asked|expected|recommended|advised|welcome)\b/i,
  /(?:^|[.!?:;\n]\s*)(?:remove|delete|suspend|ban|block|disable|deactivate|take\s?(?:down)?)\s+(?:it|them|this|these|those)(?:\s+down)?\b/i,
  /\b(?:for (?:your )?(?:immediate |prompt |urgent |appropriate )?action|(?:action|removal|takedown|deletion|suspension) (?:is )?(?:requested|required|recommended|needed)|(?:recommended|requested|required) action)\b/i,
  /\b(?:please|kindly|could you|can you|would you|will you|we ask|urge)\b[^.!?\n]{0,60}?\b(?:remov|delet|suspend|block|take\b[^.!?\n]{0,20}?\bdown|act accordingly|demot|demoneti|geo-?block|limit|reduc|restrict|throttl)/i,
  /\b(?:violat|breach|contraven|infring|contrary to|against)\w*\s+(?:of\s+)?your\s+(?:own\s+)?(?:\w+\s+){0,2}(?:terms|rules|polic|guidelines|standards)/i,
  /\b(?:eliminen?|borren?|suspendan?|bloqueen?|retiren?|quiten?)\s+(?:estas?|estos?|las?|los|el)\b/i,
  /\b(?:solicit(?:a|amos|o)|pedimos|pid(?:e|o)|rogamos)\s+(?:que\s+)?(?:\w+\s+){0,3}?(?:elimin|borr|suspend|bloque|retir|quit)/i,
  /(?<!\p{L})(?:veuillez|merci de|priere de|nous (?:vous )?(?:prions|demandons|demandent)|pourriez[- ]vous|il faut)[\s,][^.!?\n]{0,60}?(?:supprim|retir|bloqu|suspend|fermer|desactiv|restreind)/iu,
  /(?<!\p{L})(?:bitte|wir bitten|konnten sie|konnen sie|ersuchen)[\s,][^.!?\n]{0,80}?(?:losch|sperr|entfern|blockier|entfernung|loschung|sperrung)/iu,
  /(?<!\p{L})(?:por favor|favor de|agradecer\p{L}*|podrian?|sirvanse|rogamos|pedimos|solicitamos)[\s,][^.!?\n]{0,60}?(?:elimin|borr|suspend|bloque|retir|quit)/iu,
  /(?<!\p{L})(?:per favore|si prega di|(?:vi|la) preghiamo|(?:vi )?chiediamo|si chiede|siete pregati)[\s,][^.!?\n]{0,60}?(?:rimuov|rimozion|elimin|cancell|sospend|blocc|chiud|disattiv|oscur)/iu,
  /(?<!\p{L})(?:por favor|favor|pedimos|solicitamos|pede-se|solicita-se|queiram|agradecemos)[\s,][^.!?\n]{0,60}?(?:remov|exclu|apag|derrub|retir|bloque|suspend|encerr)/iu,
  /(?<!\p{L})(?:пожалуиста|просим|прошу|просьба|требуем|будь ласка|просимо)[^.!?\n]{0,60}?(?:удал|заблок|блокир|убер|убра|сня[тл]|закро|огранич|видал|прибер|приостанов)/iu,
  /(?<!\p{L})(?:удалите|заблокируите|уберите|закроите|снимите|видаліть|заблокуите)(?!\p{L})/iu,
  /(?:请|敬请|希望|要求|务必|麻烦|請|敬請|務必|麻煩)[^。！？.!?\n]{0,30}?(?:删除|封禁|封锁|屏蔽|下架|移除|撤下|限制|关闭|停用|刪除|封鎖|移除|關閉)/u,
  /(?:يرجى|الرجاء|نرجو|نرجوكم|نطلب|نطالب)[^.!؟?\n]{0,60}?(?:حذف|ازال[ةه]|إزال[ةه]|حظر|تعليق|اغلاق|إغلاق|حجب|تقييد)/u,
  /(?:لطفا|خواهشمند|تقاضا|درخواست)[^.!؟?\n]{0,60}?(?:حذف|مسدود|ببند|تعليق|تعلیق|محدود)/u,
]
