internal import ContactsCore

/// The names of people and places that recognisers know, read once from the files in the binary.
struct Lexicon: Sendable {
  struct Place: Sendable {
    let name: String
    let state: StateCode
    let areaCode: String
  }

  let givenNames: Set<WordHash>
  let surnames: Set<WordHash>
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
    var positions: [String: Int] = [:]
    for line in EmbeddedFile.municipalities.text.split(separator: "\n").dropFirst() {
      let columns = line.split(separator: ";")
      guard columns.count == 3, let state = StateCode(rawValue: String(columns[1])) else {
        continue
      }
      let name = String(columns[0])
      positions["\(name);\(columns[1])"] = municipalities.count
      places.insert(name, municipalities.count)
      if let spelling = Self.variant(of: name) { places.insert(spelling, municipalities.count) }
      municipalities.append(Place(name: name, state: state, areaCode: String(columns[2])))
    }
    for (nickname, place) in PlaceWords.nicknames {
      if let position = positions[place] { places.insert(nickname, position) }
    }
    self.municipalities = municipalities
    self.places = places
    states = PlaceWords.states
  }

  /// The spelling that people use beside the official one, such as "Xique Xique" or "Sta Rita".
  private static func variant(of name: String) -> String? {
    var words = name.split(separator: " ").map(String.init)
    if words[0] == "Santo" { words[0] = "Sto" }
    if words[0] == "Santa" { words[0] = "Sta" }
    let spelling = words.joined(separator: " ")
      .split(separator: "-").joined(separator: " ")
      .split(separator: "'").joined(separator: " ")
    return spelling == name ? nil : spelling
  }

  private static func words(of file: EmbeddedFile) -> Set<WordHash> {
    Set(
      file.text.split(separator: "\n").map { line in
        WordHash(line.unicodeScalars.map(FoldedScalar.byte))
      })
  }
}
