/// How people who left the desk's screens are handed over in a file.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// A workbook, as Excel and LibreOffice open it.
  case workbook = "xlsx"
  /// Everything the store holds of each person.
  case json
  /// One table.
  case csv
  /// Cards for an address book.
  case vCard = "vcf"

  /// As shown.
  public var label: String {
    switch self {
    case .workbook: "Excel (xlsx)"
    case .json: "JSON"
    case .csv: "CSV"
    case .vCard: "vCard 4.0"
    }
  }
}

/// The table that a CSV file holds.
public enum ExportTable: String, Sendable, CaseIterable {
  case contacts = "contatos"
  case interactions = "atendimentos"
}

/// What a file has rows of.
enum ExportContents {
  case contacts, interactions, both
}

/// What is to be exported, and how.
public struct ExportRequest: Equatable, Sendable {
  public var format: ExportFormat
  public var filter: ExportFilter
  /// Whether what identifies people is covered.
  public var isMasked: Bool
  /// Why; an export of full records is refused without it.
  public var justification: Sensitive<String>?
  /// Of CSV.
  public var table = ExportTable.contacts
  /// Whether JSON is one object a line and not one document.
  public var asLines = false
  /// Whether CSV begins with the mark by which Excel knows UTF-8.
  public var marksByteOrder = false

  var contents: ExportContents {
    switch format {
    case .vCard: .contacts
    case .csv: table == .contacts ? .contacts : .interactions
    case .json, .workbook: .both
    }
  }

  public init(
    format: ExportFormat, filter: ExportFilter = ExportFilter(), isMasked: Bool,
    justification: Sensitive<String>? = nil
  ) {
    self.format = format
    self.filter = filter
    self.isMasked = isMasked
    self.justification = justification
  }

  public var permission: Permission { isMasked ? .exportMasked : .exportContacts }
}

/// Which interactions, and the people they are of; without any condition on interactions, all people.
public struct ExportFilter: Equatable, Sendable {
  public var from: CivilDate?
  /// The last day, which counts.
  public var to: CivilDate?
  /// A code of the catalogue.
  public var reasonCode: String?
  public var urgency: Urgency?
  /// Login.
  public var attendant: String?
  /// Compared without accents and case.
  public var city: String?
  public var extraction: ExtractionState?

  public init() {}

  /// Whether people are left out for what is known of their interactions.
  public var concernsInteractions: Bool {
    from != nil || to != nil || reasonCode != nil || urgency != nil || attendant != nil
      || extraction != nil
  }

  /// The conditions by their names in JSON, in a fixed order.
  public var conditions: [(name: String, value: String)] {
    let all: [(String, String?)] = [
      ("de", from?.iso8601), ("ate", to?.iso8601), ("motivo", reasonCode),
      ("urgencia", urgency?.rawValue), ("atendente", attendant), ("cidade", city),
      ("extracao", extraction?.rawValue),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }
}

/// How much an export holds.
public struct ExportCounts: Equatable, Sendable {
  public var contacts: Int
  /// 0 in a file that has no room for them.
  public var interactions: Int
  /// Records that match, and are left out because they are closed to who exports.
  public var closed: Int

  public init(contacts: Int, interactions: Int, closed: Int) {
    self.contacts = contacts
    self.interactions = interactions
    self.closed = closed
  }

  public var isEmpty: Bool { contacts == 0 && interactions == 0 }

  /// `1.204 pessoas, 3.210 atendimentos`.
  public var words: String {
    let people = contacts == 1 ? "1 pessoa" : "\(grouped(contacts)) pessoas"
    let cases = interactions == 1 ? "1 atendimento" : "\(grouped(interactions)) atendimentos"
    return "\(people), \(cases)"
  }

  /// The same with interactions of which there are no rows.
  func adding(_ anonymised: InteractionNumbers.Anonymised) -> ExportCounts {
    ExportCounts(
      contacts: contacts, interactions: interactions + anonymised.total, closed: closed)
  }
}

extension ExportRequest {
  /// What a file of this format holds of so much: cards and a table of people have no interactions.
  public func words(of counts: ExportCounts) -> String {
    guard contents == .contacts else { return counts.words }
    return counts.contacts == 1 ? "1 pessoa" : "\(grouped(counts.contacts)) pessoas"
  }
}

/// What is known of an export before it is made; nothing of anybody.
public struct ExportPreview: Equatable, Sendable {
  public let counts: ExportCounts
  /// What a second person would agree to.
  public let subject: Approval.Subject
  /// Whether one must; masked exports never need one.
  public let fourEyes: FourEyes
  /// Logins of who could, when one must.
  public let approvers: [String]

  public init(
    counts: ExportCounts, subject: Approval.Subject, fourEyes: FourEyes, approvers: [String]
  ) {
    self.counts = counts
    self.subject = subject
    self.fourEyes = fourEyes
    self.approvers = approvers
  }
}

/// How far an export has come.
public enum ExportProgress: Equatable, Sendable {
  /// Rows written, of how many.
  case writing(Int, of: Int)
  /// The rows are written, and the workbook is put together from them.
  case packing

  /// How far, how fast and for how much longer, after so many milliseconds.
  public func words(after milliseconds: Int64) -> String {
    guard case .writing(let done, let total) = self else { return "compactando a planilha…" }
    let rate = done * 1000 / Int(max(milliseconds, 1))
    var line = "\(grouped(done)) de \(grouped(total)) linhas"
    guard rate > 0 else { return line }
    line += "  \(grouped(rate))/s"
    let left = max(total - done, 0) / rate
    if left > 0 {
      line += "  faltam cerca de " + (left < 90 ? "\(left) s" : "\((left + 30) / 60) min")
    }
    return line
  }

  /// How many of so many parts are done.
  public func share(of parts: Int) -> Int {
    guard case .writing(let done, let total) = self, total > 0 else { return parts }
    return min(done, total) * parts / total
  }
}

/// What was exported.
public struct ExportReceipt: Equatable, Sendable {
  /// By which the disclosure is known.
  public let uid: UID
  public let counts: ExportCounts
  /// SHA-256 of the file or, of a workbook, of its data, in hexadecimal.
  public let digest: String

  public init(uid: UID, counts: ExportCounts, digest: String) {
    self.uid = uid
    self.counts = counts
    self.digest = digest
  }
}
