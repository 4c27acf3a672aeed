// The table is drawn on the server too, where nothing can be measured: widths are estimated, rather too wide than too
// narrow. What is wider all the same ends with an ellipsis.

/** Of the small letters of chips. */
const FONT_PX = 11.5;
/** Left and right of what stands in a cell. */
const CELL_PADDING_PX = 16;
const CHIP_PADDING_PX = 8;
const GAP_PX = 4;

/** Signs of Inter with tabular figures, by the em that the widest of them takes. */
const SIGNS_BY_EM: readonly (readonly [em: number, signs: string])[] = [
  [0.3, " ijlI.,:;!'"],
  [0.4, "tfr()[]{}|/\\`"],
  [0.58, 'acskvxyzJL_^?"'],
  [0.66, "bdeghnopquBEFPRSTZ0123456789#$&*+-<=>~"],
  [0.77, "ACDGHKNOQUVXY"],
  [1.01, "mwMW@%"],
];
const EM = new Map(SIGNS_BY_EM.flatMap(([em, signs]) => [...signs].map((sign) => [sign, em] as const)));
/** Other alphabets. */
const LETTER_EM = 0.8;
/** Han, Kana, pictures and what else may be drawn twice as wide as a letter. */
const WIDE_EM = 1.32;

/** About as wide as a text of small letters is; once it is wider than `mostPx` it need not be known how much. */
export function estimateWidth(text: string, mostPx: number): number {
  let em = 0;
  for (const sign of text) {
    em += EM.get(sign) ?? (sign < "\u1100" ? LETTER_EM : WIDE_EM);
    if (em * FONT_PX > mostPx) break;
  }
  return em * FONT_PX;
}

/**
 * The first texts of a list that a cell has room for as chips side by side, and behind them, unless these are all, for
 * the number of the others. At least one: that is cut where it has no room.
 */
export function fitChips<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
  cellPx: number,
): readonly string[] {
  const roomPx = cellPx - CELL_PADDING_PX;
  const texts: string[] = [];
  let endPx = -GAP_PX;
  let fitting = 1;
  for (const [index, item] of items.entries()) {
    const text = textOf(item);
    texts.push(text);
    endPx += GAP_PX + CHIP_PADDING_PX + estimateWidth(text, roomPx);
    if (endPx > roomPx) break;
    const left = items.length - index - 1;
    const countPx = left === 0 ? 0 : GAP_PX + estimateWidth(`+${left}`, roomPx);
    if (endPx + countPx <= roomPx) fitting = index + 1;
  }
  return texts.slice(0, fitting);
}
