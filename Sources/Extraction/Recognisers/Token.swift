/// A word, a run of digits or one sign of a note, in positions of its folded view.
struct Token: Sendable {
  enum Kind: UInt8, Sendable { case word, number, sign }

  let kind: Kind
  let start: Int
  let end: Int
  /// Of the folded bytes: equal words have equal hashes.
  let hash: WordHash
  /// Whether the note writes its first letter as a capital.
  let isCapitalised: Bool
  /// Whether every letter is a capital and there are at least two.
  let isAllCapitals: Bool
  /// Counted from 0.
  let line: Int
  /// Whether nothing but the end of a line or white space stands between it and the token before it.
  let followsSpace: Bool

  var count: Int { end - start }
}

/// FNV-1a over folded bytes.
struct WordHash: Hashable, Sendable {
  var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func append(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  init() {}

  init(_ word: some Sequence<UInt8>) {
    for byte in word { append(byte) }
  }

  /// Of a word already in its folded form, such as a literal of this folder.
  init(_ word: StaticString) {
    word.withUTF8Buffer { for byte in $0 { append(byte) } }
  }
}
