/// What every column of the store is, in the sense of the LGPD: the one list that erasing and handing out walk.
///
/// It is `data/lgpd/catalogo.csv`; a test compares it with the schema, so that a column without an entry does not pass.
public enum DataCatalogue {
  /// One column of one table.
  public struct Entry: Equatable, Sendable {
    public let table: String
    public let column: String
    public let link: Link
    public let kind: DatumKind
    /// In Portuguese; what the datum is kept for.
    public let purpose: String
    /// The article of the LGPD; empty for what is nobody's.
    public let legalBasis: String
    /// As article 5, II has it: who is helped here is in distress, so most of it is.
    public let isSensitive: Bool
    /// Days after the person's last interaction; nil for what is kept as long as the centre works.
    public let retentionDays: Int?
    public let erasing: Erasing
    /// Whether it is in the person's own copy.
    public let isExported: Bool
    /// Whether its value is looked for in every file after an erasure.
    public let isSought: Bool
  }

  /// How a row is known to be a person's.
  public enum Link: String, Sendable, CaseIterable {
    /// The row of the person.
    case person = "pessoa"
    /// `contact_id`.
    case contact = "contato"
    /// `interaction_id`, of one of the person's interactions.
    case interaction = "atendimento"
    /// `contact_uid`.
    case uid
    /// By what it says: a draft belongs to whoever types, and may speak of anybody.
    case contents = "conteudo"
    /// The search index, which is told what to forget.
    case index = "indice"
    /// Answers kept to save time, of whom cannot be told: all go.
    case cache
    /// Nobody's of those who are helped here.
    case none = "-"
  }

  /// What an erasure does to a column.
  public enum Erasing: String, Sendable, CaseIterable {
    /// Goes with its row; is cleared where another column of the row is on hold.
    case row = "linha"
    /// Stays, under the article of its legal basis; it names nobody.
    case kept = "fica"
    /// Is emptied; its row stays as evidence.
    case cleared = "limpa"
    case contents = "conteudo"
    case index = "indice"
    case cache
    case none = "-"
  }

  public static let entries: [Entry] = EmbeddedFile.dataCatalogue.rows.compactMap(Entry.init)

  /// The lines of the file that say something else than an entry does; there are none.
  static var unreadable: Int { EmbeddedFile.dataCatalogue.rows.count - entries.count }

  /// The tables that hold rows of a person, each with its entries, those first that others hang on last.
  public static let tables: [(name: String, link: Link, entries: [Entry])] = {
    let order: [Link] = [.interaction, .uid, .contact, .person]
    var names: [String] = []
    for link in order {
      // `interactions` after what hangs on a contact beside it; `contacts` is the only one of its link.
      let found = entries.filter { $0.link == link }.map(\.table)
      for name in found where !names.contains(name) && name != "interactions" { names.append(name) }
      if link == .contact { names.append("interactions") }
    }
    return names.map { name in
      let own = entries.filter { $0.table == name }
      return (name, own[0].link, own)
    }
  }()

  /// The tables and columns of a person's own copy.
  public static var exported: [Entry] { entries.filter(\.isExported) }
}

/// A kind of datum: what a hold is for, and what has a purpose and a retention of its own.
public enum DatumKind: String, Sendable, CaseIterable {
  case identification = "identificacao"
  case contact = "contato"
  case document = "documento"
  case place = "localizacao"
  case protection = "protecao"
  case account = "relato"
  case interaction = "atendimento"
  case provenance = "origem"
  case callback = "retorno"
  case consent = "consentimento"
  case draft = "rascunho"
  case disclosure = "compartilhamento"
  case request = "pedido"
  case audit = "auditoria"
  case staff = "equipe"
  case operation = "operacao"

  /// As shown.
  public var label: String {
    switch self {
    case .identification: "Nome"
    case .contact: "Telefones, e-mails e canal seguro"
    case .document: "CPF e nascimento"
    case .place: "Cidade e UF"
    case .protection: "Responsável e restrições"
    case .account: "O que a pessoa contou"
    case .interaction: "Atendimentos (protocolo, motivo, urgência, datas)"
    case .provenance: "Origem do preenchimento"
    case .callback: "Retornos"
    case .consent: "Consentimentos"
    case .draft: "Rascunhos"
    case .disclosure: "Compartilhamentos"
    case .request: "Pedidos e retenções"
    case .audit: "Auditoria"
    case .staff: "Pessoas usuárias"
    case .operation: "Funcionamento do programa"
    }
  }

  /// What a hold may keep: all that an erasure would take.
  public static let holdable: [DatumKind] = [
    .identification, .contact, .document, .place, .protection, .account, .interaction, .provenance,
    .callback, .consent,
  ]
}

extension DataCatalogue.Entry {
  fileprivate init?(_ columns: [String]) {
    guard columns.count == 11, let link = DataCatalogue.Link(rawValue: columns[2]),
      let kind = DatumKind(rawValue: columns[3]),
      let erasing = DataCatalogue.Erasing(rawValue: columns[8]),
      let isSensitive = flag(columns[6]), let isExported = flag(columns[9]),
      let isSought = flag(columns[10]), columns[7].isEmpty || Int(columns[7]) != nil
    else { return nil }
    table = columns[0]
    column = columns[1]
    self.link = link
    self.kind = kind
    purpose = columns[4]
    legalBasis = columns[5]
    self.isSensitive = isSensitive
    retentionDays = Int(columns[7])
    self.erasing = erasing
    self.isExported = isExported
    self.isSought = isSought
  }
}

private func flag(_ word: String) -> Bool? {
  switch word {
  case "sim": true
  case "nao": false
  default: nil
  }
}
