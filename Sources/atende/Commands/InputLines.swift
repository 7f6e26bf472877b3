extension Input {
  /// Bytes of the longest line that is read as one: a line is held whole.
  static let longestLine = 64 << 20

  /// Hands out the lines of a text as they arrive, those of one piece at a time, without their line ends.
  ///
  /// Whoever reads a stream that never ends sees each line when it is complete. A line that is not in UTF-8 is nil.
  static func eachLine(of path: String?, _ body: ([String?]) async throws -> Void) async throws {
    let file = try InputFile(path: path)
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var rest: [UInt8] = []
    var number = 0
    while true {
      let count = try file.read(into: &piece)
      if count == 0 { break }
      var lines: [String?] = []
      var start = 0
      while let end = piece[start..<count].firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        lines.append(line(rest[...] + piece[start..<end]))
        rest.removeAll(keepingCapacity: true)
        start = end + 1
      }
      rest += piece[start..<count]
      guard rest.count <= longestLine else {
        throw Failure.badData("A linha \(number + 1) passa de 64 MB.")
      }
      if !lines.isEmpty { try await body(lines) }
    }
    if !rest.isEmpty { try await body([line(rest[...])]) }
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> String? {
    String(validating: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}
