/// A reason to keep one kind of datum of one person although it should go (LGPD, article 16).
public struct Hold: Equatable, Sendable {
  public let uid: UID
  public let contact: UID
  public let kind: DatumKind
  /// Such as `art. 16, I`.
  public let article: String
  /// Masked: nothing of the person.
  public let reason: String
  /// Its last day; nil until somebody releases it.
  public let endsOn: CivilDate?
  /// Login.
  public let by: String
  public let since: Timestamp
  /// Login of who ended it before its day.
  public let releasedBy: String?
  public let releasedAt: Timestamp?
  /// Whose data; nil where nobody has said, and where the record is closed to most.
  public let name: Sensitive<String>?

  public func isActive(on day: CivilDate) -> Bool {
    releasedAt == nil && (endsOn.map { $0 >= day } ?? true)
  }
}

/// A hold as somebody asks for it.
public struct NewHold: Equatable, Sendable {
  public var contact: UID
  public var kinds: [DatumKind]
  public var article: String
  public var reason: Sensitive<String>
  public var endsOn: CivilDate?

  public init(
    contact: UID, kinds: [DatumKind], article: String, reason: Sensitive<String>,
    endsOn: CivilDate?
  ) {
    self.contact = contact
    self.kinds = kinds
    self.article = article
    self.reason = reason
    self.endsOn = endsOn
  }
}

/// How many rows of one table an erasure takes.
public struct ErasureCount: Equatable, Sendable {
  public let table: String
  public let rows: Int
  /// Whether the rows stay, with only what is on hold in them.
  public let isKept: Bool

  /// What the rows are, in Portuguese.
  public var title: String { CopyWords.title(of: table) }
}

/// A kind of datum that an erasure leaves, and why.
public struct KeptDatum: Equatable, Sendable {
  public let kind: DatumKind
  public let article: String
  public let endsOn: CivilDate?

  /// What stays, by which article, and until when.
  public var words: String {
    let end = endsOn.map { "até \($0.display)" } ?? "sem dia marcado"
    return "\(kind.label) (\(article)), \(end)"
  }
}

/// A draft that may speak of somebody who is erased, and stays unless its owner throws it away.
public struct DoubtfulDraft: Equatable, Sendable {
  public let uid: UID
  /// Login.
  public let owner: String
  public let updatedAt: Timestamp
}

/// What an erasure would do.
public struct ErasurePreview: Equatable, Sendable {
  public let contact: UID
  /// Protocol of the request.
  public let request: String
  public let counts: [ErasureCount]
  public let holds: [Hold]
  /// Copies made before an update of the program, which hold everybody: they go too.
  public let copies: Int
  /// Files that left the store with full records and may hold the person; whoever has them must be told.
  public let disclosures: Int
  /// Whether nothing by which she could be known in a file would be left: no telephone, e-mail, CPF or date of birth.
  public let leavesNoSign: Bool
  /// Drafts that only hold one rare word of the name: somebody has to look at them.
  public let doubtfulDrafts: [DoubtfulDraft]
  public let subject: Approval.Subject
  public let fourEyes: FourEyes
  /// Whether what may be counted without naming anybody stays.
  public var isAnonymising = false

  /// What somebody has to see to that the program cannot, in Portuguese; the logins are as they were typed.
  public var warnings: [String] {
    var lines: [String] = []
    if leavesNoSign {
      lines.append(
        "Sem telefone, e-mail, CPF ou nascimento, nada fica por que reconhecer a pessoa em uma importação: "
          + "confira os arquivos antes de importá-los.")
    }
    if !doubtfulDrafts.isEmpty {
      let drafts = doubtfulDrafts.map { "\($0.owner), \($0.updatedAt.local.display)" }
      lines.append(
        "Rascunhos que talvez falem da pessoa, e ficam: \(drafts.joined(separator: "; ")). Peça a quem os "
          + "fez que os confira e descarte.")
    }
    return lines
  }
}

public enum ErasureState: String, Sendable {
  /// All has gone but what is on hold.
  case onHold = "retida"
  /// The rows have gone; some file may still hold what was in them.
  case cleaning = "em_andamento"
  /// No file of the data folder holds any of it.
  case done = "concluida"

  /// As shown.
  public var label: String {
    switch self {
    case .onHold: "retida em parte"
    case .cleaning: "em andamento"
    case .done: "concluída"
    }
  }
}

/// One erasure: nothing in it is a person's.
public struct Erasure: Equatable, Sendable {
  public let uid: UID
  public let contact: UID
  /// Protocol of the request.
  public let request: String
  public var state: ErasureState
  /// Who agreed, or why nobody had to.
  public let approval: String
  /// Login.
  public let requestedBy: String
  public let startedAt: Timestamp
  public var concludedAt: Timestamp?
  public var removed: [ErasureCount]
  public var kept: [KeptDatum]
  /// Files, below the data folder, in which something of it was last found.
  public var residue: [String] = []
  /// Forms that stand in records of other people too, and so prove nothing.
  public var sharedForms = 0
  public var filesRead = 0
  public var bytesRead: Int64 = 0
  /// What became of the person's interactions where the request was to be anonymised; nil where it was not, or they are on
  /// hold.
  public var statistics: StatisticsProof?

  /// Stands among `residue` where a reason of the audit names something of the person.
  static let audit = "auditoria"

  /// Whether somebody wrote something of the person into a reason of the audit, which is kept as it is.
  public var isNamedInAudit: Bool { residue.contains(Erasure.audit) }
  /// Files in which something was left, or that could not be read.
  public var leftIn: [String] { residue.filter { $0 != Erasure.audit } }
  /// The program's own: whoever removed them would lose the centre's data.
  public var leftInOwn: [String] {
    let own = ["atende.", "eliminacoes.jsonl", "auditoria/", "chaves/", "seguranca/"]
    return leftIn.filter { name in own.contains { name.hasPrefix($0) } }
  }

  /// Where something was left and what to do about it, in Portuguese; nil when nothing was.
  public var adviceOnResidue: String? {
    guard !leftIn.isEmpty else { return nil }
    let found = "Restou algo da pessoa, ou não se pôde ler, em: \(leftIn.joined(separator: ", ")). "
    guard !leftInOwn.isEmpty else {
      return found + "Retire esses arquivos da pasta de dados e repita a eliminação."
    }
    return found
      + "São do próprio programa, e não se retiram: \(leftInOwn.joined(separator: ", ")). "
      + "Retire os outros, se há, e repita a eliminação; se continuar, avise quem mantém o atende."
  }
}
