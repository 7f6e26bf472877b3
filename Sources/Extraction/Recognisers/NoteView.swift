internal import ContactsCore

/// A note as recognisers read it: folded to one byte a letter, with the way back to the scalars of the note.
///
/// A class, because every recogniser keeps it: one reference to count instead of five arrays.
final class NoteView: Sendable {
  let scalars: [Unicode.Scalar]
  let bytes: [UInt8]
  let tokens: [Token]
  /// Whether the note writes "é" as a word: then "e" is none.
  let writesAccents: Bool
  /// For each byte, the scalars it stands for: `[start, end)`.
  private let starts: [Int32]
  private let ends: [Int32]

  init(_ note: String) {
    let scalars = Array(note.unicodeScalars)
    var bytes: [UInt8] = []
    var starts: [Int32] = []
    var ends: [Int32] = []
    bytes.reserveCapacity(scalars.count)
    starts.reserveCapacity(scalars.count)
    ends.reserveCapacity(scalars.count)
    for (offset, scalar) in scalars.enumerated() {
      let byte = FoldedScalar.byte(for: scalar)
      if byte == FoldedScalar.mark {
        if !ends.isEmpty, Int(ends[ends.count - 1]) == offset { ends[ends.count - 1] += 1 }
      } else if byte != FoldedScalar.dropped {
        bytes.append(byte)
        starts.append(Int32(truncatingIfNeeded: offset))
        ends.append(Int32(truncatingIfNeeded: offset + 1))
      }
    }
    self.scalars = scalars
    self.bytes = bytes
    self.starts = starts
    self.ends = ends
    let tokens = NoteView.tokens(of: bytes, starts: starts, scalars: scalars)
    self.tokens = tokens
    writesAccents = tokens.contains {
      $0.count == 1 && (scalars[Int(starts[$0.start])].value | 0x20) == 0xe9
    }
  }

  /// The scalars of the note that folded positions stand for.
  func span(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    return Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])
  }

  /// The scalars that tokens stand for.
  func span(ofTokens range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    return span(tokens[range.lowerBound].start..<tokens[range.upperBound - 1].end)
  }

  /// What the note writes there, its case and accents kept.
  func text(_ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count * 2)
    for position in range { append(position, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same with one space for any stretch of white space: what is shown in one line of a form.
  func line(ofTokens range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    for index in range {
      let token = tokens[index]
      if index > range.lowerBound, token.followsSpace { bytes.append(FoldedScalar.space) }
      for position in token.start..<token.end { append(position, to: &bytes) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends in UTF-8 what the note writes at a folded position.
  private func append(_ position: Int, to bytes: inout [UInt8]) {
    for scalar in scalars[Int(starts[position])..<Int(ends[position])] {
      if scalar.value < 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  func text(ofTokens range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    return text(tokens[range.lowerBound].start..<tokens[range.upperBound - 1].end)
  }

  /// The tokens that touch stretches of the note's scalars.
  func tokens(in spans: [Range<Int>]) -> [Range<Int>] {
    spans.compactMap { span in
      let first = firstToken { Int(ends[$0.end - 1]) > span.lowerBound }
      let end = firstToken { Int(starts[$0.start]) >= span.upperBound }
      return first < end ? first..<end : nil
    }
  }

  /// The first token of which something is true that is true of all after it.
  private func firstToken(where isBehind: (Token) -> Bool) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(tokens[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  func folded(_ token: Token) -> ArraySlice<UInt8> { bytes[token.start..<token.end] }

  func byte(of token: Token) -> UInt8 { bytes[token.start] }

  func isSign(_ index: Int, _ sign: UInt8) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .sign
      && bytes[tokens[index].start] == sign
  }

  func isWord(_ index: Int, _ hash: WordHash) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .word && tokens[index].hash == hash
  }
}

extension NoteView {
  private static func tokens(of bytes: [UInt8], starts: [Int32], scalars: [Unicode.Scalar])
    -> [Token]
  {
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 4)
    var line = 0
    var position = 0
    var spaced = true
    while position < bytes.count {
      let byte = bytes[position]
      if byte == FoldedScalar.newline || byte == FoldedScalar.space {
        if byte == FoldedScalar.newline { line += 1 }
        spaced = true
        position += 1
        continue
      }
      let start = position
      var hash = WordHash()
      var kind = Token.Kind.sign
      if byte.isFoldedLetter || byte.isFoldedDigit {
        kind = byte.isFoldedLetter ? .word : .number
        while position < bytes.count,
          kind == .word ? bytes[position].isFoldedLetter : bytes[position].isFoldedDigit
        {
          hash.append(bytes[position])
          position += 1
        }
      } else {
        hash.append(byte)
        position += 1
      }
      var capitals = 0
      if kind == .word {
        for letter in start..<position {
          if scalars[Int(starts[letter])].isCapital { capitals += 1 } else { break }
        }
      }
      tokens.append(
        Token(
          kind: kind, start: start, end: position, hash: hash, isCapitalised: capitals > 0,
          isAllCapitals: capitals > 1 && capitals == position - start, line: line,
          followsSpace: spaced))
      spaced = false
    }
    return tokens
  }
}

extension Unicode.Scalar {
  fileprivate var isCapital: Bool {
    value < 0x80 ? (0x41...0x5a).contains(value) : properties.isUppercase
  }
}
