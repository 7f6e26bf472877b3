/// Whether two names, each written in its own way, may be one person's.
///
/// Names are compared as their keys: folded, without particles, word by word. First and last words must be alike; of those
/// between some may be missing or stand as initials. Two words are alike when they sound the same, or when one is a slip of
/// the other; two that are both names of their own (`Márcia` and `Maria`) are not.
struct NameLikeness {
  /// Least Jaro-Winkler of two words for one to be a slip of the other.
  static let slip = 0.9
  /// Shortest word in which a slip is believed: three letters say too little.
  private static let shortest = 4

  /// Whether words may be missing even of a name of two: only where something else points to one person.
  let allowsFewWords: Bool

  /// A name's key, taken apart once to be compared with many.
  struct Name {
    fileprivate let letters: [UInt8]
    fileprivate let words: [Range<Int>]

    init(_ key: String) {
      let letters = Array(key.utf8)
      words = letters.split(separator: 0x20).map(\.indices)
      self.letters = letters
    }

    fileprivate func withWords<Result>(_ body: (Words) -> Result) -> Result {
      letters.withUnsafeBufferPointer { letters in
        words.withUnsafeBufferPointer { words in body(Words(letters: letters, places: words)) }
      }
    }
  }

  /// The words of a name where they are.
  fileprivate struct Words {
    let letters: UnsafeBufferPointer<UInt8>
    let places: UnsafeBufferPointer<Range<Int>>

    var count: Int { places.count }

    subscript(_ index: Int) -> Word { Word(rebasing: letters[places[index]]) }
  }

  fileprivate typealias Word = UnsafeBufferPointer<UInt8>

  func areNear(_ first: String, _ second: String) -> Bool { areNear(Name(first), Name(second)) }

  func areNear(_ first: Name, _ second: Name) -> Bool {
    first.withWords { first in second.withWords { second in areNear(first, second) } }
  }

  /// The same for a key where the engine holds it: dozens are compared for one record that is saved.
  func areNear(_ name: Name, _ key: UnsafeRawBufferPointer) -> Bool {
    let letters = key.assumingMemoryBound(to: UInt8.self)
    return withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: letters.count / 2 + 1) {
      places in
      var (count, start) = (0, 0)
      for index in 0...letters.count where index == letters.count || letters[index] == 0x20 {
        if index > start {
          places.initializeElement(at: count, to: start..<index)
          count += 1
        }
        start = index + 1
      }
      let words = Words(letters: letters, places: UnsafeBufferPointer(rebasing: places[..<count]))
      return name.withWords { areNear($0, words) }
    }
  }

  private func areNear(_ first: Words, _ second: Words) -> Bool {
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    guard short.count >= 2, long.count - short.count <= 2,
      allowsFewWords || short.count == long.count || short.count > 2
    else { return false }
    var slips = 0
    guard let start = Self.likeness(short[0], long[0], isGiven: true),
      let end = Self.likeness(short[short.count - 1], long[long.count - 1], isGiven: false)
    else { return false }
    slips += start + end
    var next = 1
    for index in 1..<(short.count - 1) {
      let word = short[index]
      var found: Int?
      while found == nil, next < long.count - 1 {
        found = Self.middle(word, long[next])
        next += 1
      }
      guard let found else { return false }
      slips += found
    }
    return slips <= (short.count > 3 ? 2 : 1)
  }

  private static func middle(_ first: Word, _ second: Word) -> Int? {
    if first.count == 1 || second.count == 1 { return first.first == second.first ? 0 : nil }
    return likeness(first, second, isGiven: false)
  }

  /// 0 for the same word or sound, 1 for a slip, nil for two words.
  private static func likeness(_ first: Word, _ second: Word, isGiven: Bool) -> Int? {
    if first.elementsEqual(second) { return 0 }
    let soundsAlike = withSound(of: first) { left in
      withSound(of: second) { right in left.elementsEqual(right) }
    }
    if soundsAlike { return 0 }
    guard min(first.count, second.count) >= shortest, jaroWinkler(first, second) >= slip
    else { return nil }
    if isGiven, differInGender(sound(first), sound(second)) { return nil }
    let known = isGiven ? givenNames : surnames
    if known.contains(ArraySlice(first)), known.contains(ArraySlice(second)) { return nil }
    return 1
  }

  /// `Mario` and `Maria`, `Rafael` and `Rafaela`.
  private static func differInGender(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let (a, o) = (UInt8(ascii: "a"), UInt8(ascii: "o"))
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    if short.count == long.count {
      return short.dropLast() == long.dropLast() && [a, o].contains(short.last)
        && [a, o].contains(long.last)
    }
    return long.count == short.count + 1 && long.last == a && long.dropLast() == short[...]
  }

  private static let givenNames = words(of: .givenNames)
  private static let surnames = words(of: .surnames)

  private static func words(of file: EmbeddedFile) -> Set<ArraySlice<UInt8>> {
    Set(file.lines.map { ArraySlice(folded(String($0)).utf8) })
  }

  // MARK: - Sounds

  /// Letters as they sound, so that `Thiago` and `Tiago`, `Souza` and `Sousa`, `Walter` and `Valter` are the same.
  static func sound(_ word: some Collection<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: word.count) { $1 = write(soundOf: word, to: $0) }
  }

  /// The same without an array of its own: hundreds of words are compared for one that is saved.
  private static func withSound<Result>(
    of word: Word, _ body: (UnsafeMutableBufferPointer<UInt8>.SubSequence) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { letters in
      body(letters[..<write(soundOf: word, to: letters)])
    }
  }

  /// - Parameters:
  ///   - word: Folded.
  ///   - letters: Room for as many as the word has.
  /// - Returns: How many there are.
  private static func write(
    soundOf word: some Collection<UInt8>, to letters: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    for letter in word {
      let last = count > 0 ? letters[count - 1] : 0
      var sound = letter
      switch letter {
      case UInt8(ascii: "h"):
        switch last {
        case UInt8(ascii: "p"): sound = UInt8(ascii: "f")
        case UInt8(ascii: "c"), UInt8(ascii: "s"): sound = UInt8(ascii: "x")
        case UInt8(ascii: "l"), UInt8(ascii: "n"): sound = UInt8(ascii: "i")
        default: continue
        }
        // `lh` and `nh` are two sounds; the others are one with the letter before.
        if sound != UInt8(ascii: "i") { count -= 1 }
      case UInt8(ascii: "y"): sound = UInt8(ascii: "i")
      case UInt8(ascii: "z"): sound = UInt8(ascii: "s")
      case UInt8(ascii: "k"), UInt8(ascii: "q"): sound = UInt8(ascii: "c")
      case UInt8(ascii: "w"): sound = count == 0 ? UInt8(ascii: "v") : UInt8(ascii: "u")
      default: break
      }
      if count == 0 || letters[count - 1] != sound {
        letters[count] = sound
        count += 1
      }
    }
    return count
  }

  // MARK: - Jaro-Winkler

  /// From 0, nothing in common, to 1, the same: of common letters, their order, and a common beginning.
  static func jaroWinkler(_ left: [UInt8], _ right: [UInt8]) -> Double {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in jaroWinkler(left, right) }
    }
  }

  private static func jaroWinkler(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Double {
    guard !left.isEmpty, !right.isEmpty else { return left.count == right.count ? 1 : 0 }
    let reach = max(0, max(left.count, right.count) / 2 - 1)
    return withUnsafeTemporaryAllocation(of: Bool.self, capacity: right.count) { isTaken in
      isTaken.initialize(repeating: false)
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: left.count) { common in
        var count = 0
        for (index, letter) in left.enumerated() {
          let low = max(0, index - reach)
          let high = min(right.count, index + reach + 1)
          guard low < high,
            let place = (low..<high).first(where: { !isTaken[$0] && right[$0] == letter })
          else { continue }
          isTaken[place] = true
          common[count] = letter
          count += 1
        }
        guard count > 0 else { return 0 }
        var (next, outOfOrder) = (0, 0)
        for place in right.indices where isTaken[place] {
          if right[place] != common[next] { outOfOrder += 1 }
          next += 1
        }
        let matches = Double(count)
        let swapped = Double(outOfOrder / 2)
        let jaro =
          (matches / Double(left.count) + matches / Double(right.count)
            + (matches - swapped) / matches) / 3
        let prefix = zip(left, right).prefix(4).prefix { $0 == $1 }.count
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
      }
    }
  }
}
