import FoundationEssentials
import Testing

@testable import TUI

/// Pictures of screens kept beside the tests: each row of text, and under it the styles it has.
///
/// `RECORD=1` rewrites them and fails the run, so that nobody records one by accident.
enum Golden {
  static func picture(of frame: Frame) -> String {
    var lines: [String] = []
    for row in 0..<frame.size.rows {
      lines.append("|" + frame.text(row: row))
      var marks = (0..<frame.size.columns).map { frame[row, $0].style.mark }
      while marks.last == " " { marks.removeLast() }
      if !marks.isEmpty { lines.append("~" + String(marks)) }
    }
    if let cursor = frame.cursor { lines.append("cursor \(cursor.row),\(cursor.column)") }
    return lines.joined(separator: "\n") + "\n"
  }

  static func check(_ driver: ScreenDriver, _ name: String, _ location: SourceLocation) {
    let size = driver.model.desk.size
    let path = folder + "/\(name).\(size.columns)x\(size.rows).txt"
    let picture = driver.picture
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        try Data(picture.utf8).write(to: URL(filePath: path))
      } catch {
        Issue.record("could not record \(name): \(error)", sourceLocation: location)
      }
      Issue.record("recorded \(name)", sourceLocation: location)
      return
    }
    let wanted = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    if picture != wanted {
      Issue.record(
        "\(name) at \(size.columns)×\(size.rows) is now:\n\(picture)\nand was:\n\(wanted ?? "(nothing)")",
        sourceLocation: location)
    }
  }

  private static var folder: String {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast()
    return parts.joined(separator: "/") + "/Golden"
  }
}
