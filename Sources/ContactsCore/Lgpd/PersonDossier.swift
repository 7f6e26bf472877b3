/// All that the centre holds of one person, and what became of it, for the person's own eyes.
struct PersonDossier: Sendable {
  let request: SubjectRequest
  /// Nil when nothing was found of the person.
  let record: ContactRecord?
  /// Every row that the catalogue says is handed out, table by table.
  let tables: [Table]
  let disclosures: [SharedWith]
  /// What the request has led to; nil where nothing was erased for it.
  let erasure: Erasure?
  /// Who saw or changed the record, oldest first.
  let readers: [AuditEntry]
  let settings: Settings
  let moment: Timestamp
  var words = CopyWords()
  /// Until when entries were sealed that could not be read for this: their file is elsewhere.
  var sealedElsewhere: Timestamp?

  struct Table: Equatable, Sendable {
    let name: String
    let columns: [DataCatalogue.Entry]
    let rows: [[SQLValue]]
  }

  /// A file that left the centre and held this person's data, or may have.
  struct SharedWith: Equatable, Sendable {
    let moment: Timestamp
    /// Login of who took it.
    let login: String
    let format: String
    let justification: String?
    let filters: String
    let isMasked: Bool
    /// Whether it was of this person alone: an answer to them.
    let isOwn: Bool
  }
}

extension SQLValue {
  /// As a copy for the person shows it; times are those of São Paulo.
  func shown(as column: String) -> String? {
    switch self {
    case .null: nil
    case .integer(let number):
      column.hasSuffix("_at") ? Timestamp(milliseconds: number).iso8601 : String(number)
    case .text(let text): text
    case .blob(let bytes): bytes.hexadecimal
    }
  }
}
