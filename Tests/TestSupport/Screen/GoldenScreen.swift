internal import Glibc
public import TUI
public import Testing

/// Compares a screen with the picture of it in `Tests/TUITests/Golden`.
///
/// `RECORD=1` writes the picture anew and fails, so that nobody records by accident and calls it green.
///
/// `isMonochrome` compares what a terminal without colours shows.
public func expectGolden(
  _ frame: Frame, named name: String, isMonochrome: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let folder = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
  let path = "\(folder)/TUITests/Golden/\(name).txt"
  let picture = isMonochrome ? GoldenScreen.monochrome(of: frame) : GoldenScreen.picture(of: frame)
  if getenv("RECORD") != nil {
    WholeFile.write(picture.utf8, to: path)
    Issue.record(
      "recorded \(name).txt: look at it, then run without RECORD", sourceLocation: sourceLocation)
    return
  }
  guard let golden = WholeFile.text(path) else {
    Issue.record(
      "no \(name).txt yet; RECORD=1 writes this:\n\(picture)", sourceLocation: sourceLocation)
    return
  }
  guard golden != picture else { return }
  Issue.record(
    "the screen is not as in \(name).txt\n\(GoldenScreen.difference(golden, picture))",
    sourceLocation: sourceLocation)
}

/// A frame as text that can be read, compared and kept.
public enum GoldenScreen {
  /// The size, the cursor and the title; then each row after a margin, with the marks of its styles under it if it has
  /// any.
  ///
  /// Lines between panes count as plain, since they can be seen.
  public static func picture(of frame: Frame) -> String {
    var lines = ["\(frame.size.columns)×\(frame.size.rows)"]
    if let cursor = frame.cursor { lines[0] += ", cursor \(cursor.row):\(cursor.column)" }
    if !frame.title.isEmpty { lines[0] += ", title “\(frame.title)”" }
    for row in 0..<frame.size.rows {
      let text = frame.text(row: row)
      lines.append(text.isEmpty ? "" : "  \(text)")
      let marks = marks(of: frame, row: row)
      if !marks.isEmpty { lines.append("~ \(marks)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same on a terminal without colours: under each row, what its characters still have.
  ///
  /// `b` bold, `r` reverse, `u` underlined, `d` dim, `E` bold and reverse, `H` bold and underlined.
  public static func monochrome(of frame: Frame) -> String {
    var lines = ["\(frame.size.columns)×\(frame.size.rows)"]
    for row in 0..<frame.size.rows {
      let text = frame.text(row: row)
      lines.append(text.isEmpty ? "" : "  \(text)")
      var marks = String(
        (0..<frame.size.columns).map { letter(frame[row, $0].style.marks(hasColours: false)) })
      while marks.last == " " { marks.removeLast() }
      if !marks.isEmpty { lines.append("~ \(marks)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func letter(_ marks: Marks) -> Character {
    switch marks {
    case []: " "
    case .bold: "b"
    case .reverse: "r"
    case .underline: "u"
    case .dim: "d"
    case [.bold, .reverse]: "E"
    case [.bold, .underline]: "H"
    default: "?"
    }
  }

  /// The letter of each cell's style, without blanks at the end.
  public static func marks(of frame: Frame, row: Int) -> String {
    var marks = String(
      (0..<frame.size.columns).map { column in
        let style = frame[row, column].style
        return style == .border ? " " : style.mark
      })
    while marks.last == " " { marks.removeLast() }
    return marks
  }

  /// Both pictures whole, and the lines in which they differ.
  static func difference(_ golden: String, _ picture: String) -> String {
    let wanted = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let found = picture.split(separator: "\n", omittingEmptySubsequences: false)
    let lines = (0..<max(wanted.count, found.count)).flatMap { index -> [String] in
      let before = index < wanted.count ? wanted[index] : ""
      let after = index < found.count ? found[index] : ""
      return before == after ? [] : ["- \(before)", "+ \(after)"]
    }
    return "wanted:\n\(golden)\nfound:\n\(picture)\nlines:\n\(lines.joined(separator: "\n"))"
  }
}
