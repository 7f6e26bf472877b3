import ContactsCore

/// What is to be exported, as it is typed.
struct ExportForm: Equatable, Sendable {
  let reasons: [Reason]
  /// Whether the role allows what identifies people to leave.
  let mayExportAll: Bool
  var kind = Kind.workbook
  var marksByteOrder = true
  var isMasked: Bool
  var reason: Int?
  var urgency: Urgency?
  var extraction: ExtractionState?
  private var texts: [Row: TextField] = [:]
  private(set) var focus = Row.kind

  /// A format with its variant.
  enum Kind: Equatable, Sendable, CaseIterable {
    case workbook, document, lines, contacts, interactions, cards

    var label: String {
      switch self {
      case .workbook: "Excel (xlsx)"
      case .document: "JSON, um documento"
      case .lines: "JSON, uma pessoa por linha"
      case .contacts: "CSV das pessoas"
      case .interactions: "CSV dos atendimentos"
      case .cards: "vCard 4.0 (agenda de contatos)"
      }
    }

    var format: ExportFormat {
      switch self {
      case .workbook: .workbook
      case .document, .lines: .json
      case .contacts, .interactions: .csv
      case .cards: .vCard
      }
    }
  }

  enum Row: Int, Equatable, Sendable, CaseIterable {
    case kind, mark, cover, from, to, reason, urgency, attendant, city, extraction, justification
    case path

    var label: String {
      switch self {
      case .kind: "Formato"
      case .mark: "Acentos"
      case .cover: "Dados"
      case .from: "De"
      case .to: "Até"
      case .reason: "Motivo"
      case .urgency: "Urgência"
      case .attendant: "Atendente"
      case .city: "Cidade"
      case .extraction: "Extração"
      case .justification: "Justificativa"
      case .path: "Arquivo"
      }
    }

    var isChoice: Bool {
      switch self {
      case .kind, .mark, .cover, .reason, .urgency, .extraction: true
      case .from, .to, .attendant, .city, .justification, .path: false
      }
    }

    /// Said when it gets the focus.
    var hint: String {
      switch self {
      case .kind: "Excel traz as folhas Contatos, Atendimentos, Resumo e Sobre. ← → mudam."
      case .mark: "A marca pela qual o Excel reconhece os acentos; outros programas a dispensam."
      case .cover: "Completos pedem justificativa; mascarados cobrem o que identifica as pessoas."
      case .from, .to: "Como 21/11/2026; vazio não filtra. Vale o dia em que o caso ocorreu."
      case .reason, .urgency, .extraction: "← → mudam; os filtros são dos atendimentos."
      case .attendant: "Nome de entrada de quem registrou; vazio não filtra."
      case .city: "Pessoas desta cidade, com ou sem acentos; vazio não filtra."
      case .justification: "Por que exportar, em 10 a 300 caracteres, sem dados de ninguém."
      case .path: "Onde gravar; ~ é a sua pasta. Um arquivo que já existe não é substituído."
      }
    }
  }

  /// What keeps it from being asked for.
  struct Problem: Error, Equatable {
    let row: Row
    let sentence: String
  }

  init(_ session: Session) {
    reasons = session.filterReasons
    mayExportAll = session.may(.exportContacts)
    isMasked = !mayExportAll
    let day = session.now?.local.date.iso8601 ?? "hoje"
    texts[.path] = TextField("~/atende-\(day).\(kind.format.rawValue)")
  }

  var rows: [Row] { Row.allCases.filter { $0 != .mark || kind.format == .csv } }

  /// The text of a row that is typed into.
  subscript(row: Row) -> TextField {
    get { texts[row] ?? TextField() }
    set { texts[row] = newValue }
  }

  /// What a row of choices shows.
  func choice(_ row: Row) -> String {
    switch row {
    case .kind: kind.label
    case .mark: marksByteOrder ? "com a marca do Excel" : "sem marca"
    case .cover: isMasked ? "mascarados" : "completos"
    case .reason: reason.map { reasons[$0].name } ?? "qualquer"
    case .urgency: urgency?.label ?? "qualquer"
    case .extraction: extraction?.label ?? "qualquer"
    case .from, .to, .attendant, .city, .justification, .path: ""
    }
  }

  // MARK: - Changes

  /// False at either end.
  mutating func move(by step: Int) -> Bool {
    let rows = rows
    let index = (rows.firstIndex(of: focus) ?? 0) + step
    guard rows.indices.contains(index) else { return false }
    focus = rows[index]
    return true
  }

  mutating func focus(on row: Row) { focus = row }

  /// Passes to another choice of the row that has the focus.
  mutating func turn(by step: Int) {
    switch focus {
    case .kind:
      let old = kind.format.rawValue
      kind = ExportForm.next(kind, of: Kind.allCases, step)
      renameEnding(from: old)
    case .mark: marksByteOrder.toggle()
    case .cover: if mayExportAll { isMasked.toggle() }
    case .reason: reason = ExportForm.next(reason, of: [nil] + Array(reasons.indices), step)
    case .urgency: urgency = ExportForm.next(urgency, of: [nil] + Urgency.allCases, step)
    case .extraction:
      extraction = ExportForm.next(extraction, of: [nil] + ExtractionState.allCases, step)
    case .from, .to, .attendant, .city, .justification, .path: break
    }
  }

  /// The name goes with the format, for as long as its ending is that of one.
  private mutating func renameEnding(from old: String) {
    let path = self[.path].text
    guard path.hasSuffix("." + old) else { return }
    self[.path] = TextField(path.dropLast(old.count) + kind.format.rawValue)
  }

  private static func next<Value: Equatable>(_ value: Value, of all: [Value], _ step: Int) -> Value
  {
    all[((all.firstIndex(of: value) ?? 0) + step + all.count) % all.count]
  }

  // MARK: - What it asks for

  /// Without the justification: enough to know how much it would be.
  func request() throws(Problem) -> ExportRequest {
    var filter = ExportFilter()
    filter.from = try day(.from)
    filter.to = try day(.to)
    if let from = filter.from, let to = filter.to, to < from {
      throw Problem(row: .to, sentence: "O fim do período vem antes do começo.")
    }
    if isMasked, kind == .cards {
      throw Problem(
        row: .kind, sentence: "Um vCard mascarado não serve a ninguém: escolha outro formato.")
    }
    filter.reasonCode = reason.map { reasons[$0].code }
    filter.urgency = urgency
    filter.attendant = given(.attendant)?.lowercased()
    filter.city = given(.city)
    filter.extraction = extraction
    var request = ExportRequest(
      format: kind.format, filter: filter, isMasked: isMasked,
      justification: given(.justification).map { Sensitive($0) })
    request.table = kind == .interactions ? .interactions : .contacts
    request.asLines = kind == .lines
    request.marksByteOrder = kind.format == .csv && marksByteOrder
    return request
  }

  /// All that an export needs, and where it goes.
  func order() throws(Problem) -> (request: ExportRequest, path: String) {
    let request = try request()
    let words = request.justification?.revealed(for: .screen) ?? ""
    if !isMasked || !words.isEmpty, !(10...300).contains(words.unicodeScalars.count) {
      throw Problem(
        row: .justification,
        sentence: "Diga por que exportar, em 10 a 300 caracteres e sem dados de ninguém.")
    }
    guard let path = given(.path) else {
      throw Problem(row: .path, sentence: "Diga onde gravar, como ~/novembro.xlsx")
    }
    return (request, path)
  }

  private func given(_ row: Row) -> String? {
    isBlank(self[row].text) ? nil : trimmed(self[row].text)
  }

  private func day(_ row: Row) throws(Problem) -> CivilDate? {
    guard let text = given(row) else { return nil }
    guard let day = CivilDate(brazilian: text) else {
      throw Problem(row: row, sentence: "Data como 21/11/2026.")
    }
    return day
  }
}

extension ExtractionState {
  fileprivate var label: String {
    switch self {
    case .manual: "manual"
    case .pending: "pendente"
    case .extracted: "extraída"
    case .failed: "falhou"
    }
  }
}
