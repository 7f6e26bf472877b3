extension Input {
  /// Bytes of the longest line that is read as one: a line is held whole.
  static let longestLine = 64 << 20

  /// Hands out the lines of a text as they arrive, those of one piece at a time, without their line ends.
  ///
  /// Whoever reads a stream that never ends sees each line when it is complete.
  static func eachLine(of path: String?, _ body: ([String]) async throws -> Void) async throws {
    let file = try InputFile(path: path)
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var rest: [UInt8] = []
    var number = 0
    while true {
      let count = try file.read(into: &piece)
      if count == 0 { break }
      var lines: [String] = []
      var start = 0
      while let end = piece[start..<count].firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        lines.append(try line(rest[...] + piece[start..<end], number: number))
        rest.removeAll(keepingCapacity: true)
        start = end + 1
      }
      rest += piece[start..<count]
      guard rest.count <= longestLine else {
        throw Failure.badData("A linha \(number + 1) passa de 64 MB.")
      }
      if !lines.isEmpty { try await body(lines) }
    }
    if !rest.isEmpty { try await body([line(rest[...], number: number + 1)]) }
  }

  private static func line(_ bytes: ArraySlice<UInt8>, number: Int) throws(Failure) -> String {
    let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    guard let line = String(validating: bytes, as: UTF8.self) else {
      throw .badData(
        "A linha \(number) não está em UTF-8. Salve o arquivo nessa codificação e tente de novo.",
        details: ["linha": .integer(Int64(number))])
    }
    return line
  }
}
