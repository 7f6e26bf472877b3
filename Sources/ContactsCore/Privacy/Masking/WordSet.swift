/// A few words, found by the hash of their folded letters: mostly by one look, at a place that is empty.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
  private let slots: [UInt64]
  private let mask: UInt64

  init(arrayLiteral words: String...) {
    var size = 8
    while size < words.count * 4 { size *= 2 }
    let mask = UInt64(size - 1)
    var slots = [UInt64](repeating: 0, count: size)
    for word in words {
      let hash = MaskLexicon.Hash.of(word.utf8)
      var slot = hash & mask
      while slots[Int(slot)] != 0, slots[Int(slot)] != hash { slot = (slot + 1) & mask }
      slots[Int(slot)] = hash
    }
    self.slots = slots
    self.mask = mask
  }

  func contains(_ hash: UInt64) -> Bool {
    var slot = hash & mask
    while true {
      let found = slots[Int(slot)]
      // What is no word, such as a sign, has the hash 0.
      if found == 0 { return false }
      if found == hash { return true }
      slot = (slot + 1) & mask
    }
  }
}
