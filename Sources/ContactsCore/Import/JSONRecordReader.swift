/// Cuts a file into its JSON objects, whether they stand in one array or one after another, in the memory of one of them.
///
/// What stands between objects and is none is reported with its line, and reading goes on with the next line, or with an
/// object that follows after a comma.
public struct JSONRecordReader {
  private let source: CSVReader.Source
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var place = 0
  private var end = 0
  private var line = 1
  /// Bytes read so far, for a progress bar.
  public private(set) var consumed = 0

  /// Whose list is read where the file is one object that has it.
  private let wrapper: [UInt8]
  private var isFirst = true

  /// - Parameters:
  ///   - key: A file may be one object, whose list under this key holds those that are meant.
  ///   - source: Fills a buffer and answers how many bytes it put there: 0 at the end.
  public init(entering key: String = "", source: @escaping CSVReader.Source) {
    wrapper = Array("\"\(key)\"".utf8)
    self.source = source
  }

  /// The next object; nil at the end.
  public mutating func next() throws -> JSONRecord? {
    while let byte = try take() {
      switch byte {
      case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"),
        0xef, 0xbb, 0xbf, UInt8(ascii: "}"):
        continue
      case UInt8(ascii: "{"):
        return try object()
      default:
        let first = line
        return JSONRecord(line: first, stranger: try skipStranger(beginningWith: byte))
      }
    }
    return nil
  }

  /// The rest of an object whose brace was taken.
  private mutating func object() throws -> JSONRecord {
    let first = line
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    var depth = 1
    var isInString = false
    var isEscaped = false
    let mayWrap = isFirst && wrapper.count > 2
    isFirst = false
    while let byte = try take() {
      bytes.append(byte)
      if isInString {
        // No string of JSON holds a line's end: its quote was never closed.
        if byte == 0x0a { return JSONRecord(line: first, stray: bytes.dropLast()) }
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else {
        switch byte {
        case UInt8(ascii: "[") where depth == 1 && mayWrap && opensWrapper(bytes):
          // The list's own objects come next; what stood before them says nothing of anybody.
          guard let inner = try next() else { return JSONRecord(line: first, stray: bytes[...]) }
          return inner
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"): depth -= 1
        default: break
        }
        if depth == 0 { return JSONRecord(line: first, bytes: bytes) }
      }
      if bytes.count > CSVReader.longestRecord {
        try skipLine()
        break
      }
    }
    return JSONRecord(line: first, stray: bytes[...])
  }

  /// Whether these bytes end with the key of the list, a colon and the list's bracket.
  private func opensWrapper(_ bytes: [UInt8]) -> Bool {
    var rest = bytes.dropLast()
    var hasColon = false
    while let last = rest.last, last <= 0x20 || (last == UInt8(ascii: ":") && !hasColon) {
      if last == UInt8(ascii: ":") { hasColon = true }
      rest.removeLast()
    }
    return hasColon && rest.suffix(wrapper.count).elementsEqual(wrapper)
  }

  /// To the end of the line, or to an object after a comma outside any string.
  private mutating func skipStranger(beginningWith first: UInt8) throws -> ArraySlice<UInt8> {
    var bytes = [first]
    // A value of a list ends at its comma; of what is no JSON at all, a line is one thing that is refused.
    let isValue = "\"-0123456789tfn".utf8.contains(first)
    var isInString = first == UInt8(ascii: "\"")
    var isEscaped = false
    var isAfterComma = false
    while let byte = try take(), byte != 0x0a {
      if bytes.count < CSVReader.longestRecord { bytes.append(byte) }
      if isInString {
        isInString = isEscaped || byte != UInt8(ascii: "\"")
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      switch byte {
      case UInt8(ascii: ",") where isValue: return bytes.dropLast()
      case UInt8(ascii: "{") where isAfterComma:
        // Given back: it is still in the buffer that it was taken from.
        place -= 1
        consumed -= 1
        return bytes.dropLast()
      case UInt8(ascii: ","): isAfterComma = true
      case 0x20, 0x09, 0x0d: break
      default:
        isAfterComma = false
        isInString = byte == UInt8(ascii: "\"")
      }
    }
    return bytes[...]
  }

  private mutating func skipLine() throws {
    while let byte = try take(), byte != 0x0a {}
  }

  private mutating func take() throws -> UInt8? {
    if place == end {
      end = try buffer.withUnsafeMutableBytes { try source($0) }
      place = 0
      if end == 0 { return nil }
    }
    let byte = buffer[place]
    place += 1
    consumed += 1
    if byte == 0x0a { line += 1 }
    return byte
  }
}

/// One object of a file.
public struct JSONRecord: Equatable, Sendable {
  /// The line it begins on; the first is 1.
  public let line: Int
  /// Nil for what is no object.
  public let bytes: [UInt8]?
  /// What stands there instead of an object, or of the rest of one: 4 MB of it at most.
  public let stray: [UInt8]

  init(line: Int, bytes: [UInt8]) {
    self.line = line
    self.bytes = bytes
    stray = []
  }

  init(line: Int, stray: ArraySlice<UInt8>) {
    self.line = line
    bytes = nil
    self.stray = Array(stray)
  }

  /// Without the comma, bracket and spaces behind it that belong to the list.
  init(line: Int, stranger: ArraySlice<UInt8>) {
    let separators: Set<UInt8> = [0x20, 0x09, 0x0d, UInt8(ascii: ","), UInt8(ascii: "]")]
    let end = stranger.lastIndex { !separators.contains($0) }
    self.init(line: line, stray: end.map { stranger[...$0] } ?? [])
  }
}
