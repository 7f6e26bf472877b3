/// A document for a person to read, as Markdown or as a page to print: nothing in it acts, whatever somebody's text says.
struct PlainDocument: Equatable, Sendable {
  enum Block: Equatable, Sendable {
    case title(String)
    case heading(String)
    /// May hold line feeds.
    case paragraph(String)
    case list([String])
    case table([String], [[String]])
  }

  var blocks: [Block] = []

  init(_ blocks: [Block] = []) { self.blocks = blocks }

  /// A letter: paragraphs between empty lines.
  init(letter: String) {
    var lines: [Substring] = []
    for line in letter.split(separator: "\n", omittingEmptySubsequences: false) + [Substring()] {
      if !line.isEmpty {
        lines.append(line)
      } else if !lines.isEmpty {
        let isList = lines.allSatisfy { $0.hasPrefix("- ") }
        blocks.append(
          isList
            ? .list(lines.map { String($0.dropFirst(2)) })
            : .paragraph(lines.joined(separator: "\n")))
        lines = []
      }
    }
  }

  // MARK: - Markdown

  var markdown: String {
    blocks.map { block in
      switch block {
      case .title(let text): "# \(Self.marked(text))\n"
      case .heading(let text): "## \(Self.marked(text))\n"
      case .paragraph(let text):
        text.split(separator: "\n").map { Self.marked(String($0)) }.joined(separator: "  \n") + "\n"
      case .list(let items): items.map { "- \(Self.marked($0))\n" }.joined()
      case .table(let heads, let rows):
        ([heads] + [heads.map { _ in "---" }] + rows).enumerated().map { index, cells in
          "| " + cells.map { index == 1 ? $0 : Self.marked($0) }.joined(separator: " | ") + " |\n"
        }.joined()
      }
    }.joined(separator: "\n")
  }

  /// On one line, with what Markdown or HTML would obey behind a backslash.
  private static func marked(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "!", "~", "&":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\n", "\t", "\r": result += " "
      default: result.unicodeScalars.append(scalar.actsInTerminal ? "·" : scalar)
      }
    }
    return result
  }

  // MARK: - HTML

  /// A whole page that loads nothing and runs nothing.
  func html(title: String, largePrint: Bool) -> String {
    let size = largePrint ? "20pt" : "12pt"
    let body = blocks.map { block in
      switch block {
      case .title(let text): "<h1>\(Self.escaped(text))</h1>\n"
      case .heading(let text): "<h2>\(Self.escaped(text))</h2>\n"
      case .paragraph(let text):
        "<p>"
          + text.split(separator: "\n").map { Self.escaped(String($0)) }.joined(separator: "<br>\n")
          + "</p>\n"
      case .list(let items):
        "<ul>\n" + items.map { "<li>\(Self.escaped($0))</li>\n" }.joined() + "</ul>\n"
      case .table(let heads, let rows):
        "<table>\n<tr>" + heads.map { "<th>\(Self.escaped($0))</th>" }.joined() + "</tr>\n"
          + rows.map { "<tr>" + $0.map { "<td>\(Self.escaped($0))</td>" }.joined() + "</tr>\n" }
          .joined() + "</table>\n"
      }
    }.joined()
    return """
      <!DOCTYPE html>
      <html lang="pt-BR">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(Self.escaped(title))</title>
      <style>
      body { font: \(size)/1.5 sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; }
      table { border-collapse: collapse; width: 100%; }
      th, td { border: 1px solid #666; padding: .3em .5em; text-align: left; vertical-align: top; }
      td { white-space: pre-wrap; overflow-wrap: anywhere; }
      @media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
      </style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n": result += "\n"
      case "\t", "\r": result += " "
      default: result.unicodeScalars.append(scalar.actsInTerminal ? "·" : scalar)
      }
    }
    return result
  }
}
