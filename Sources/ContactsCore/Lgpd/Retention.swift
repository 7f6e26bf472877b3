/// How long one kind of datum is kept, from the catalogue.
public struct RetentionRule: Equatable, Sendable {
  public let kind: DatumKind
  /// Days after the person's last interaction or, of what is nobody's, after it was written.
  public let days: Int

  /// Of every kind that ends, in the catalogue's order.
  public static let all: [RetentionRule] = DatumKind.allCases.compactMap { kind in
    DataCatalogue.entries.filter { $0.kind == kind }.compactMap(\.retentionDays).max().map {
      RetentionRule(kind: kind, days: $0)
    }
  }

  /// Days of a whole record: those of its kind that is kept longest; nil if one has no end.
  static let ofRecord: Int? = {
    let own = DatumKind.holdable.map { kind in all.first { $0.kind == kind }?.days }
    return own.contains(nil) ? nil : own.compactMap(\.self).max()
  }()

  /// The kinds of a person's data that go before the record does, the first to go first.
  public static let early: [RetentionRule] = {
    guard let whole = ofRecord else { return [] }
    return all.filter { DatumKind.holdable.contains($0.kind) && $0.days < whole }
      .sorted { $0.days < $1.days }
  }()

  /// Whether a kind goes before the record does, so that it can be left while others go.
  public static func isEarly(_ kind: DatumKind) -> Bool { early.contains { $0.kind == kind } }

  static func days(of kind: DatumKind) -> Int? { all.first { $0.kind == kind }?.days }
}

/// Something whose time is over.
public struct RetentionItem: Equatable, Sendable {
  public let matter: Matter
  /// Of one kind of a person's data: which.
  public var kind: DatumKind?
  /// An identifier, the name of a file, or a range of entries: nothing of a person.
  public let name: String
  /// The day that its time is counted from.
  public let since: CivilDate
  /// Its last day.
  public let endedOn: CivilDate
  /// Why it stays all the same; nothing goes that has a reason here.
  public let frozenBy: [Freeze]

  public enum Matter: String, Sendable, CaseIterable {
    case person = "cadastro"
    /// One kind of datum of a record that stays.
    case part = "dado"
    case draft = "rascunho"
    /// Entries that leave the store for a sealed segment.
    case audit = "auditoria"
    /// The file of a sealed segment; its seal stays.
    case segment = "segmento"
    case log = "log"
  }

  public enum Freeze: String, Sendable, CaseIterable {
    case request = "pedido_aberto"
    case hold = "retencao"
    case callback = "retorno_a_fazer"
    case blocked = "bloqueado"
    /// There is something of a kind that is left this time.
    case kept = "tipo_que_fica"

    /// As shown to people.
    public var label: String {
      switch self {
      case .request: "pedido de titular em aberto"
      case .hold: "retido por lei"
      case .callback: "retorno prometido"
      case .blocked: "bloqueado, espera decisão"
      case .kept: "dado mantido por --keep"
      }
    }
  }
}

/// What may go, and what of it stays and why: shown before anything goes.
public struct RetentionWorklist: Equatable, Sendable {
  public let items: [RetentionItem]
  /// Kinds of datum that are left this time, and with each the records in which there is something of it.
  public var kept: [DatumKind] = []

  public var due: [RetentionItem] { items.filter(\.frozenBy.isEmpty) }
  public var frozen: [RetentionItem] { items.filter { !$0.frozenBy.isEmpty } }

  /// How many of one matter are to go.
  public func count(of matter: RetentionItem.Matter) -> Int {
    due.count { $0.matter == matter }
  }
}
