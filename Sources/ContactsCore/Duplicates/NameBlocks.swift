/// The places where near names are looked for, so that nobody's name is compared with everybody's.
///
/// A block is a hash of where somebody is reached (a city, the domain of an e-mail) and of two words of the name as their
/// consonants sound. There is one for each two of the first, the second and the last word: a slip in one leaves another.
struct NameBlocks: Equatable {
  let nameKey: String
  let cities: [Int64]
  let domains: [Int64]

  var all: [Int64] { cities + domains }

  init(nameKey: String, city: String?, emailKeys: [String]) {
    self.nameKey = nameKey
    let pairs = NameBlocks.pairs(of: nameKey.split(separator: " "))
    let city = city.map { foldedWords($0).joined(separator: " ") } ?? ""
    cities = city.isEmpty ? [] : pairs.map { NameBlocks.hash(city, $0, isCity: true) }
    var domains: [Int64] = []
    for domain in Set(emailKeys.compactMap(NameBlocks.domain)).sorted() {
      domains += pairs.map { NameBlocks.hash(domain, $0, isCity: false) }
    }
    self.domains = domains
  }

  init(_ fields: ContactFields) {
    self.init(
      nameKey: fields.name.map { ContactsCore.nameKey($0.revealed(for: .matching)) } ?? "",
      city: fields.city?.revealed(for: .matching),
      emailKeys: fields.emails.map { $0.revealed(for: .matching).key })
  }

  /// What stands after the `@`, unless anybody may have an address there.
  static func domain(of emailKey: String) -> String? {
    guard let at = emailKey.lastIndex(of: "@") else { return nil }
    let domain = String(emailKey[emailKey.index(after: at)...])
    let provider = domain.prefix { $0 != "." }
    return domain.isEmpty || providers.contains(String(provider)) ? nil : domain
  }

  private static let providers: Set<String> = [
    "gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "icloud", "me",
    "mac", "uol", "bol", "terra", "ig", "globo", "globomail", "proton", "protonmail", "zipmail",
    "oi", "r7", "aol", "gmx",
  ]

  private static func pairs(of words: [Substring]) -> [[UInt8]] {
    guard let first = words.first, let last = words.last, words.count > 1 else { return [] }
    let (start, end) = (consonants(first), consonants(last))
    var pairs: [[UInt8]]
    if words.count == 2 {
      pairs = [
        start + [0x20] + end, start + [0x2b] + end.prefix(1), start.prefix(1) + [0x2d] + end,
      ]
    } else {
      let second = consonants(words[1])
      pairs = [start + [0x20] + end, start + [0x20] + second, second + [0x20] + end]
    }
    return pairs.indices.filter { !pairs[..<$0].contains(pairs[$0]) }.map { pairs[$0] }
  }

  /// The first letter and the consonants of a word, as they sound.
  private static func consonants(_ word: Substring) -> [UInt8] {
    let letters = NameLikeness.sound(word.utf8)
    return letters.prefix(1) + letters.dropFirst().filter { !isVowel($0) }
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      true
    default: false
    }
  }

  /// Whether a block is of a city, and not of a domain.
  static func isOfCity(_ block: Int64) -> Bool { block & 1 == 0 }

  /// FNV-1a, whose last bit says what kind of place it is.
  private static func hash(_ place: String, _ pair: [UInt8], isCity: Bool) -> Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    place.utf8.forEach(add)
    add(0x0a)
    pair.forEach(add)
    return Int64(bitPattern: hash & ~1 | (isCity ? 0 : 1))
  }
}
