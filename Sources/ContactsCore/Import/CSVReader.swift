/// Reads a table of values separated by `;`, `,`, `|` or tabs, one record at a time, in memory that does not grow with the file.
///
/// RFC 4180, and what spreadsheets really write: a byte order mark, a `sep=;` line, any line ending, Windows-1252 where
/// it is no UTF-8. A record that cannot be read is reported with its line, and reading goes on with the next line.
public struct CSVReader {
  /// Fills a buffer and answers how many bytes it put there: 0 at the end.
  public typealias Source = (UnsafeMutableRawBufferPointer) throws -> Int

  private let source: Source
  private var buffer: [UInt8]
  /// What is not yet consumed.
  private var start = 0
  private var end = 0
  private var reachedEnd = false
  private var line = 1
  private var separator: UInt8 = 0x3b
  /// Bytes consumed so far, for a progress bar.
  public private(set) var consumed = 0
  /// How many values were no UTF-8, and were read as Windows-1252.
  public private(set) var legacyValues = 0
  /// What stands in the line that came last and could not be read, cut at its separators as far as that goes.
  public private(set) var leftovers: [String] = []

  /// Bytes of a record; longer ones are mostly those whose quotes were never closed.
  public static let longestRecord = 4 << 20
  private static let firstCapacity = 1 << 18

  public init(source: @escaping Source) {
    self.source = source
    buffer = [UInt8](repeating: 0, count: CSVReader.firstCapacity)
  }

  /// Reads the first record and learns from it what separates the values; nil when the file is empty.
  public mutating func heading() throws -> CSVRecord? {
    // A pipe gives its first line in pieces.
    var known = 0
    repeat {
      known = end
      try refill()
    } while !reachedEnd && end < CSVReader.longestRecord
      && !buffer[known..<end].contains { $0 == 0x0a || $0 == 0x0d }
    if buffer[start..<end].starts(with: [0xff, 0xfe])
      || buffer[start..<end].starts(with: [0xfe, 0xff])
    {
      throw CSVError.wideEncoding
    }
    // A zip, as .xlsx and .ods are, and what .xls is.
    if [[0x50, 0x4b, 3, 4], [0xd0, 0xcf, 0x11, 0xe0]].contains(where: {
      buffer[start..<end].starts(with: $0)
    }) {
      throw CSVError.workbook
    }
    if buffer[start..<end].starts(with: [0xef, 0xbb, 0xbf]) { consume(3) }
    let firstLine = buffer[start..<end].prefix { $0 != 0x0a && $0 != 0x0d }
    if firstLine.count == 5, firstLine.starts(with: Array("sep=".utf8)), let named = firstLine.last
    {
      separator = named
      _ = try next()
    } else {
      separator = CSVReader.separator(of: firstLine)
    }
    return try next()
  }

  /// The next record that is not an empty line; nil at the end.
  public mutating func next() throws -> CSVRecord? {
    while true {
      let first = line
      switch try scan() {
      case nil: return nil
      case .broken(let reason)?: return CSVRecord(line: first, content: .broken(reason))
      case .fields(let fields)?:
        if fields.count == 1, fields[0].isEmpty { continue }
        return CSVRecord(line: first, content: .fields(fields))
      }
    }
  }

  private mutating func scan() throws -> CSVRecord.Content? {
    while true {
      if start == end {
        if reachedEnd { return nil }
        try refill()
        continue
      }
      var parser = CSVRecordParser(separator: separator, isLast: reachedEnd)
      let outcome = buffer.withUnsafeBufferPointer { bytes in
        parser.parse(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      }
      switch outcome {
      case .record(let length, let lines):
        consume(length)
        line += lines
        legacyValues += parser.legacyValues
        return .fields(parser.fields)
      case .broken(let reason):
        try skipLine()
        return .broken(reason)
      case .needsMore:
        if end - start > CSVReader.longestRecord {
          try skipLine()
          return .broken(.tooLong)
        }
        try refill()
      }
    }
  }

  /// After a record that cannot be read, the next physical line is the best guess at a new beginning.
  private mutating func skipLine() throws {
    var skipped: [UInt8] = []
    defer { leftovers = CSVReader.values(in: skipped, separator) }
    while true {
      let newline = buffer[start..<end].firstIndex(of: 0x0a)
      let stop = newline ?? end
      skipped += buffer[start..<stop].prefix(CSVReader.longestRecord - skipped.count)
      consume(stop - start)
      if newline != nil {
        consume(1)
        line += 1
        return
      }
      if reachedEnd { return }
      try refill()
    }
  }

  /// The values of a line whose quotes cannot be trusted, without those at their ends.
  private static func values(in line: [UInt8], _ separator: UInt8) -> [String] {
    let bytes = line.last == 0x0d ? line.dropLast() : line[...]
    return bytes.split(separator: separator, omittingEmptySubsequences: false).map { value in
      var value = value
      if value.first == 0x22 { value = value.dropFirst() }
      if value.last == 0x22 { value = value.dropLast() }
      return value.withUnsafeBufferPointer {
        String(validating: $0, as: UTF8.self) ?? LegacyEncoding.text($0)
      }
    }
  }

  private mutating func consume(_ count: Int) {
    start += count
    consumed += count
  }

  private mutating func refill() throws {
    if start > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      }
      end -= start
      start = 0
    }
    if end == buffer.count { buffer += [UInt8](repeating: 0, count: buffer.count) }
    let free = end
    let count = try buffer.withUnsafeMutableBytes { bytes in
      try source(UnsafeMutableRawBufferPointer(rebasing: bytes[free...]))
    }
    end += count
    if count == 0 { reachedEnd = true }
  }

  /// Whichever of the four stands most often outside quotes; `;` when none does.
  private static func separator(of line: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [0x3b: 0, 0x2c: 0, 0x09: 0, 0x7c: 0]
    var quoted = false
    for byte in line {
      if byte == 0x22 { quoted.toggle() }
      if !quoted, let count = counts[byte] { counts[byte] = count + 1 }
    }
    let order: [UInt8] = [0x3b, 0x09, 0x2c, 0x7c]
    return order.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? 0x3b
  }
}

/// What is wrong with a file as a whole.
public enum CSVError: Error, Equatable {
  /// UTF-16, which Excel calls "Unicode text".
  case wideEncoding
  /// A spreadsheet's own file.
  case workbook
}

/// One record of a table.
public struct CSVRecord: Equatable, Sendable {
  /// The line it begins on; the first is 1.
  public let line: Int
  public let content: Content

  public init(line: Int, content: Content) {
    self.line = line
    self.content = content
  }

  public enum Content: Equatable, Sendable {
    case fields([String])
    case broken(Defect)
  }

  public enum Defect: Equatable, Sendable {
    /// A quote that opens and is never closed.
    case openQuote
    /// More than a record may have: a value that is too long, or a quote that is closed by another value's.
    case tooLong
    /// Something other than a separator after a closing quote.
    case textAfterQuote
  }
}
