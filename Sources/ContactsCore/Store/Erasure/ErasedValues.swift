/// The forms in which what was erased may still lie somewhere: as it was written, folded, in digits alone, and as the
/// search index spells it.
struct ErasedValues {
  /// Bytes that a form must have to be looked for: shorter ones are everywhere.
  static let shortest = 6
  /// Bytes of a form that are looked for; of a longer text several pieces are.
  static let longest = 48
  private static let pieces = 24

  private(set) var forms: Set<String> = []

  /// Reads the person's values, all but what a hold keeps, before they go.
  init(of person: Eraser.Person, keeping kept: Set<DatumKind>, in database: any Database)
    throws(StoreError)
  {
    let eraser = Eraser(database: database, person: person, kept: kept)
    for table in DataCatalogue.tables {
      let sought = table.entries.filter { $0.isSought && !kept.contains($0.kind) }
      guard !sought.isEmpty else { continue }
      let columns = SQL(stringLiteral: sought.map(\.column).joined(separator: ", "))
      let source = SQL(stringLiteral: table.name)
      try database.query("SELECT \(columns) FROM \(source) WHERE \(eraser.condition(table.link))") {
        (row) throws(StoreError) in
        for value in row.values {
          if case .text(let text) = value { add(text) }
        }
      }
    }
    for snapshot in try MergeTable(database: database).snapshots(of: person.id) {
      add(snapshot.kept.fields, keeping: kept)
      add(snapshot.gone.fields, keeping: kept)
    }
    if let change = try ChangeTable(database: database).find(person.id) {
      add(MergeSnapshot.Fields(change.before), keeping: kept)
    }
    guard !kept.contains(.contact) else { return }
    try database.query("SELECT digits FROM contact_phones WHERE contact_id = \(person.id)") {
      (row) throws(StoreError) in
      let terms = SearchTerms(words: [], phoneDigits: [try row.text(0)], cpf: nil)
      for term in terms.joined.split(separator: " ") { insert(String(term)) }
    }
  }

  init(_ values: [String] = []) {
    for value in values { add(value) }
  }

  mutating func formUnion(_ other: ErasedValues) { forms.formUnion(other.forms) }

  /// What the records were that a merge made one of: an undo would still know it.
  private mutating func add(_ fields: MergeSnapshot.Fields, keeping kept: Set<DatumKind>) {
    var ways: [String?] = [fields.safeChannel]
    for phone in fields.phones { ways += [phone.value, phone.typed] }
    for address in fields.emails { ways.append(address) }
    let byKind: [(DatumKind, [String?])] = [
      (.identification, [fields.name, fields.socialName]),
      (.document, [fields.cpf, fields.birthDate]), (.place, [fields.city]),
      (.account, [fields.notes]), (.protection, [fields.guardian]), (.contact, ways),
    ]
    for (kind, values) in byKind where !kept.contains(kind) {
      for case let value? in values { add(value) }
    }
  }

  mutating func add(_ value: String) {
    let plain = folded(value)
    for form in [
      value, value.lowercased(), value.uppercased(), plain, plain.uppercased(),
      foldedWords(value).joined(separator: " "),
    ] { insert(form) }
    let digits = String(value.filter { $0.isASCII && $0.isNumber })
    if digits.count >= 8, digits.count * 2 > value.count { addNumber(digits) }
    if let date = CivilDate(iso8601: value) {
      insert("\(two(date.day))/\(two(date.month))/\(date.year)")
    }
  }

  private mutating func addNumber(_ digits: String) {
    insert(digits)
    let all = Array(digits)
    func part(_ range: Range<Int>) -> String { String(all[range]) }
    if all.count == 11 {
      insert("\(part(0..<3)).\(part(3..<6)).\(part(6..<9))-\(part(9..<11))")
    }
    if all.count >= 10, all.count <= 13 {
      let local = all.count - (all.count == 11 || all.count == 13 ? 9 : 8)
      insert("\(part(local..<all.count - 4))-\(part(all.count - 4..<all.count))")
      insert(part(local..<all.count))
      insert("(\(part(local - 2..<local))) \(part(local..<all.count - 4))")
    }
  }

  private mutating func insert(_ form: String) {
    let bytes = Array(form.utf8)
    guard bytes.count >= ErasedValues.shortest else { return }
    guard bytes.count > ErasedValues.longest else {
      forms.insert(form)
      return
    }
    let step = max(ErasedValues.longest, bytes.count / ErasedValues.pieces)
    for start in stride(from: 0, to: bytes.count, by: step) {
      let piece = bytes[start..<min(bytes.count, start + ErasedValues.longest)]
      // A piece may begin or end inside a letter; what is whole of it is looked for.
      let whole = piece.drop { $0 & 0xc0 == 0x80 }
      let end = whole.lastIndex { $0 & 0xc0 != 0x80 } ?? whole.endIndex
      let text = whole[..<(whole.last.map { $0 < 0x80 } == true ? whole.endIndex : end)]
      if text.count >= ErasedValues.longest / 2 {
        forms.insert(String(decoding: text, as: UTF8.self))
      }
    }
  }
}
