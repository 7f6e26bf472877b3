/// How what a person receives names tables, columns and codes: in Portuguese, as `data/lgpd/rotulos.csv` has it.
struct CopyWords: Equatable, Sendable {
  /// Names of reasons and outcomes, by their codes, also of those out of use.
  var reasons: [String: String] = [:]
  var outcomes: [String: String] = [:]

  // MARK: - Names

  private static let labels: [String: String] = Dictionary(
    EmbeddedFile.columnLabels.rows.compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil },
    uniquingKeysWith: { first, _ in first })

  private static let places: [String: Int] = Dictionary(
    EmbeddedFile.columnLabels.rows.enumerated().map { ($1[0], $0) },
    uniquingKeysWith: { first, _ in first })

  /// Where a table stands in a copy: the person's own record first.
  static func place(of table: String) -> Int { places[table] ?? .max }

  static func label(_ name: String) -> String? { labels[name] }

  static func title(of table: String) -> String { labels[table] ?? table }

  /// A column's heading: its own in this table, or what the column is in all.
  static func label(_ entry: DataCatalogue.Entry) -> String? {
    labels["\(entry.table).\(entry.column)"] ?? labels[entry.column]
  }

  static func heading(_ entry: DataCatalogue.Entry) -> String { label(entry) ?? entry.column }

  /// As programs call it: the heading in lower case ASCII.
  static func key(_ heading: String) -> String { foldedWords(heading).joined(separator: "_") }

  // MARK: - Values

  /// As a person reads it: words, and the times of São Paulo; nil for nothing.
  func text(_ value: SQLValue, of entry: DataCatalogue.Entry) -> String? {
    if case .integer(let number) = value {
      if Self.questions.contains(entry.column) { return number == 0 ? "não" : "sim" }
      if entry.column.hasSuffix("_at") { return Timestamp(milliseconds: number).local.display }
    }
    if let words = words(value, of: entry) { return words }
    if case .text(let code) = value {
      if let meaning = CodeWords.meaning(of: code, in: entry) { return meaning }
      if CodeWords.holdsDay(entry), let day = CivilDate(iso8601: code) { return day.display }
    }
    return value.shown(as: entry.column)
  }

  /// As a program reads it: what has no words above all is a code or an ISO 8601 time, as `CodeWords` explains.
  func json(_ value: SQLValue, of entry: DataCatalogue.Entry) -> JSON {
    if case .integer(let number) = value {
      if Self.questions.contains(entry.column) { return .bool(number != 0) }
      if !entry.column.hasSuffix("_at"), words(value, of: entry) == nil { return .integer(number) }
    }
    return .optional(words(value, of: entry) ?? value.shown(as: entry.column))
  }

  private func words(_ value: SQLValue, of entry: DataCatalogue.Entry) -> String? {
    if case .integer(let number) = value, entry.column == "matter_minutes" {
      let minutes = Int(number % 60)
      return "\(number / 60):\(minutes < 10 ? "0" : "")\(minutes)"
    }
    guard case .text(let code) = value else { return nil }
    return switch (entry.table, entry.column) {
    case (_, "reason_code"): reasons[code]
    case (_, "outcome_code"): outcomes[code]
    case ("requests", "kind"): RequestKind(rawValue: code)?.label
    case ("contact_phones", "kind"): PhoneNumber.Kind(rawValue: code)?.words
    case ("contact_phones", "issue"): PhoneNumber.Issue(rawValue: code)?.words
    default: nil
    }
  }

  /// Columns that say yes or no.
  private static let questions: Set<String> = ["complete", "notice_read", "may_be_aggressor"]
}

extension PhoneNumber.Kind {
  fileprivate var words: String {
    switch self {
    case .mobile: "celular"
    case .landline: "fixo"
    case .tollFree: "ligação gratuita"
    case .foreign: "de outro país"
    case .unknown: "desconhecido"
    }
  }
}

extension PhoneNumber.Issue {
  fileprivate var words: String {
    switch self {
    case .missingNinthDigit: "falta o nono dígito"
    case .missingAreaCode: "sem DDD"
    case .unknownAreaCode: "DDD que não existe"
    case .unlikely: "número improvável"
    }
  }
}
