/** Every key of the workbench, for the list under "?". */
export const KEY_LIST: readonly { title: string; keys: readonly (readonly [key: string, does: string])[] }[] =
  [
    {
      title: "Anywhere",
      keys: [
        ["/", "Search messages"],
        ["f", "Show or hide the facets"],
        ["Ctrl K", "Commands"],
        ["Ctrl Z", "Undo the last change of the view"],
        ["Ctrl Shift Z", "Redo"],
        ["?", "All keys"],
        ["Esc", "Close what is open"],
      ],
    },
    {
      title: "Records",
      keys: [
        ["j", "Next record, or next pair of a comparison"],
        ["k", "Previous record, or previous pair"],
        ["r", "Next record of a random walk"],
        ["Shift r", "Back in the random walk"],
        ["#", "Go to row number or id"],
        ["o", "Record as a full page, and back"],
        ["n", "Next message"],
        ["p", "Previous message"],
        ["Shift n", "Next tool call"],
        ["Shift p", "Previous tool call"],
        ["g", "First message"],
        ["Shift g", "Last message"],
        ["Ctrl F", "Find in the record"],
        ["e", "Open all folded parts, or fold them again"],
        ["x", "Raw record"],
      ],
    },
    {
      title: "Marks",
      keys: [
        ["s", "Star the record"],
        ["1 – 5", "Set or take back a flag"],
        ["m", "Write a note"],
      ],
    },
    {
      title: "Charts",
      keys: [
        ["↑ ↓ ← →", "Move from mark to mark"],
        ["Enter", "Only the rows of the mark, and back to all"],
        ["Shift Enter", "Add them, or take them away"],
        ["Alt Enter", "Leave them out, or give them back"],
        ["Shift ← → ↑ ↓", "Brush a range of numbers or labels, or a rectangle of cells"],
        ["Esc", "Give up a range before Enter"],
      ],
    },
    {
      title: "Facets",
      keys: [
        ["↑ ↓", "Move from value to value"],
        ["Home End", "First, last value"],
        ["Space", "Tick a value, or take it away"],
        ["Alt Enter", "Leave it out, or give it back"],
      ],
    },
    {
      title: "Table",
      keys: [
        ["↑ ↓ ← →", "Move from cell to cell"],
        ["Page ↑ ↓", "Move by a screen"],
        ["Ctrl Home", "First row, and its first cell"],
        ["Ctrl End", "Last row, and its last cell"],
        ["Enter", "Open the record, or sort by the column in the header"],
        ["Shift Enter", "Sort by this column too"],
        ["Esc", "Stop sorting, while rows are being sorted"],
        ["Shift ← →", "Resize the column, in the header"],
        ["Alt ← →", "Move the column, in the header"],
      ],
    },
  ];
