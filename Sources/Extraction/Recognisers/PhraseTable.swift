/// Phrases of folded words, found in a note in one pass, each with what it means.
///
/// A word that ends in `*` stands for every word that begins so: `ameac*` finds "ameaçando" and "ameaças".
struct PhraseTable<Meaning: Sendable>: Sendable {
  private struct Node: Sendable {
    var meanings: [Meaning] = []
    var shortestStem = Int.max
    var longestStem = 0
  }

  private var nodes = [Node()]
  private var steps = HashTable()

  init() {}

  /// Words are runs of letters or of digits, and single signs, as in a note.
  mutating func insert(_ phrase: String, _ meaning: Meaning) {
    var node = 0
    let view = NoteView(phrase)
    var index = 0
    while index < view.tokens.count {
      let token = view.tokens[index]
      let isStem =
        view.isSign(index + 1, UInt8(ascii: "*")) && !view.tokens[index + 1].followsSpace
      if isStem {
        nodes[node].shortestStem = min(nodes[node].shortestStem, token.count)
        nodes[node].longestStem = max(nodes[node].longestStem, token.count)
      }
      let key = Self.key(node, token.hash, isStem: isStem)
      if let next = steps[key] {
        node = next
      } else {
        nodes.append(Node())
        node = nodes.count - 1
        steps[key] = node
      }
      index += isStem ? 2 : 1
    }
    if node != 0 { nodes[node].meanings.append(meaning) }
  }

  /// Calls `found` for each phrase that begins at token `start`, with the token after its end.
  func matches(in view: NoteView, at start: Int, _ found: (Meaning, Int) -> Void) {
    follow(view, 0, start, found)
  }

  /// The longest phrase that begins at token `start`.
  func longest(in view: NoteView, at start: Int) -> (meanings: [Meaning], end: Int)? {
    var best: (meanings: [Meaning], end: Int)?
    follow(view, 0, start) { meaning, end in
      if let known = best, known.end == end {
        best?.meanings.append(meaning)
      } else if best.map({ $0.end < end }) ?? true {
        best = ([meaning], end)
      }
    }
    return best
  }

  private func follow(
    _ view: NoteView, _ node: Int, _ index: Int, _ found: (Meaning, Int) -> Void
  ) {
    guard index < view.tokens.count else { return }
    let token = view.tokens[index]
    if let next = steps[Self.key(node, token.hash, isStem: false)] {
      for meaning in nodes[next].meanings { found(meaning, index + 1) }
      follow(view, next, index + 1, found)
    }
    guard token.kind == .word, nodes[node].longestStem > 0 else { return }
    var prefix = WordHash()
    for length in 1...min(token.count, nodes[node].longestStem) {
      prefix.append(view.bytes[token.start + length - 1])
      guard length >= nodes[node].shortestStem,
        let next = steps[Self.key(node, prefix, isStem: true)]
      else { continue }
      for meaning in nodes[next].meanings { found(meaning, index + 1) }
      follow(view, next, index + 1, found)
    }
  }

  private static func key(_ node: Int, _ hash: WordHash, isStem: Bool) -> UInt64 {
    var key = hash.value ^ (UInt64(node) &* 0x9e37_79b9_7f4a_7c15)
    if isStem { key = ~key }
    return key == 0 ? 1 : key
  }
}

extension PhraseTable {
  /// A table of phrases that share meanings.
  init(_ groups: [(Meaning, [String])]) {
    self.init()
    for (meaning, phrases) in groups {
      for phrase in phrases { insert(phrase, meaning) }
    }
  }
}

/// From a non-zero 64-bit key to a number: open addressing, several times faster than `Dictionary` here because the keys
/// are hashes already.
struct HashTable: Sendable {
  private var keys = [UInt64](repeating: 0, count: 64)
  private var values = [Int32](repeating: 0, count: 64)
  private(set) var count = 0

  subscript(key: UInt64) -> Int? {
    get {
      let slot = slot(of: key)
      return keys[slot] == key ? Int(values[slot]) : nil
    }
    set {
      guard let newValue else { return }
      if count * 2 >= keys.count { grow() }
      let slot = slot(of: key)
      if keys[slot] != key { count += 1 }
      keys[slot] = key
      values[slot] = Int32(truncatingIfNeeded: newValue)
    }
  }

  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (key ^ (key >> 29)) &* 0xbf58_476d_1ce4_e5b9 >> 20) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = (keys, values)
    keys = [UInt64](repeating: 0, count: old.0.count * 4)
    values = [Int32](repeating: 0, count: old.0.count * 4)
    for (index, key) in old.0.enumerated() where key != 0 {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = old.1[index]
    }
  }
}
