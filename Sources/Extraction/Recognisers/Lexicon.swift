internal import ContactsCore

/// The names of people and places that recognisers know, read once from the files in the binary.
struct Lexicon: Sendable {
  struct Place: Sendable {
    let name: String
    let state: StateCode
    let areaCode: String
  }

  let givenNames: WordSet
  let surnames: WordSet
  let municipalities: [Place]
  /// To positions in `municipalities`.
  let places: PhraseTable<Int>
  let states: PhraseTable<StateCode>

  static let shared = Lexicon()

  private init() {
    givenNames = Self.words(of: .givenNames)
    surnames = Self.words(of: .surnames)
    var municipalities: [Place] = []
    var places = PhraseTable<Int>()
    var nicknames: [String: [String]] = [:]
    for (nickname, place) in PlaceWords.nicknames { nicknames[place, default: []].append(nickname) }
    for line in Self.lines(of: .municipalities).dropFirst() {
      let columns = line.split(separator: UInt8(ascii: ";"))
        .map { String(decoding: $0, as: UTF8.self) }
      guard columns.count == 3, let state = StateCode(rawValue: columns[1]) else { continue }
      let name = columns[0]
      places.insert(name, municipalities.count)
      for nickname in nicknames["\(name);\(columns[1])"] ?? [] {
        places.insert(nickname, municipalities.count)
      }
      if let spelling = Self.variant(of: name) { places.insert(spelling, municipalities.count) }
      if name.hasPrefix("São ") {
        places.insert("S. " + name.dropFirst(4), municipalities.count)
      }
      municipalities.append(Place(name: name, state: state, areaCode: columns[2]))
    }
    self.municipalities = municipalities
    self.places = places
    states = PlaceWords.states
  }

  /// The spelling that people use beside the official one, such as "Xique Xique" or "Sta Rita".
  private static func variant(of name: String) -> String? {
    let isPlain = name.utf8.allSatisfy { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "'") }
    guard !isPlain || name.hasPrefix("Sant") else { return nil }
    var words = name.split(separator: " ").map(String.init)
    if words[0] == "Santo" { words[0] = "Sto" }
    if words[0] == "Santa" { words[0] = "Sta" }
    let spelling = words.joined(separator: " ")
      .split(separator: "-").joined(separator: " ")
      .split(separator: "'").joined(separator: " ")
    return spelling == name ? nil : spelling
  }

  private static func words(of file: EmbeddedFile) -> WordSet {
    WordSet(
      lines(of: file).map { line in
        WordHash(String(decoding: line, as: UTF8.self).unicodeScalars.map(FoldedScalar.byte))
      })
  }

  /// By bytes: to split a text of thousands of lines by characters takes ten times as long.
  private static func lines(of file: EmbeddedFile) -> [ArraySlice<UInt8>] {
    Array(file.text.utf8).split(separator: UInt8(ascii: "\n"))
  }
}
