import ContactsCore

/// A person's text made safe for a terminal: what would act there becomes a middle dot.
///
/// Carriage returns and tabs become spaces, and so do line feeds unless they are to be kept.
func printable(_ text: String, keepsLines: Bool = false) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n" where keepsLines: result.append(scalar)
    case "\n", "\r", "\t": result.append(" ")
    default: result.append(scalar.actsInTerminal ? "·" : scalar)
    }
  }
  return String(result)
}

/// Pads to a width in terminal columns, so that accents and wide characters stay aligned.
func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - columns(of: text)))
}

/// Rows of cells that are printable already, each column as wide as its widest cell.
func textTable(_ rows: [[String]]) -> String {
  let widths = (rows.first ?? []).indices.map { column in
    rows.map { columns(of: $0[column]) }.max() ?? 0
  }
  return rows.map { row in
    let cells = row.enumerated().map { index, cell in
      index == row.count - 1 ? cell : padded(cell, to: widths[index])
    }
    return cells.joined(separator: "  ") + "\n"
  }.joined()
}

/// Labels on the left, values on the right, continued lines under the value.
func aligned(_ rows: [(label: String, value: String)]) -> String {
  let width = rows.map { columns(of: $0.label) }.max() ?? 0
  let margin = String(repeating: " ", count: width + 2)
  return rows.map { row in
    let lines = row.value.split(separator: "\n", omittingEmptySubsequences: false)
    return padded(row.label, to: width + 2) + lines.joined(separator: "\n" + margin) + "\n"
  }.joined()
}
