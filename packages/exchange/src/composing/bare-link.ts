/** A link in running text, also where it is made harmless: `hxxps[:]//name[.]example/x`. What ends it stands in no link. */
export const BARE_LINK =
  /\b(?:https?|hxxps?)(?::|\[:\])\/\/(?:\[(?:\.|dot|:)\]|\((?:\.|dot)\)|[^\s<>"')\]]){1,4096}/gi
