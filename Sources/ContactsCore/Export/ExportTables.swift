/// What takes the cells of a table in order, row by row.
protocol CellSink {
  mutating func text(_ text: UnsafeRawBufferPointer?) throws(StoreError)
  mutating func number(_ number: Int64) throws(StoreError)
  mutating func day(_ day: CivilDate) throws(StoreError)
  mutating func moment(_ moment: LocalTime) throws(StoreError)
  mutating func urgency(_ urgency: Urgency?) throws(StoreError)
  mutating func endRow() throws(StoreError)
}

extension CellSink {
  mutating func label(_ text: StaticString) throws(StoreError) {
    try self.text(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func empty() throws(StoreError) { try text(nil) }

  mutating func moment(_ row: LentRow, _ column: Int32) throws(StoreError) {
    guard let time = row.integer(column) else { return try empty() }
    try moment(Timestamp(milliseconds: time).local)
  }

  mutating func urgency(_ row: LentRow, _ column: Int32) throws(StoreError) {
    try urgency(row.text(column).flatMap { Urgency(rawValue: $0.string) })
  }
}

/// A column of a table, as people read it.
struct TableColumn: Sendable {
  let heading: StaticString
  /// In characters; the widest it grows to.
  let widest: Int

  init(_ heading: StaticString, widest: Int = 40) {
    self.heading = heading
    self.widest = widest
  }
}

/// A row for each person.
enum ContactsSheet {
  static let columns = [
    TableColumn("Nome"), TableColumn("Nome social"), TableColumn("Telefone"),
    TableColumn("Outros telefones", widest: 34), TableColumn("E-mail", widest: 36),
    TableColumn("Outros e-mails", widest: 36), TableColumn("CPF"), TableColumn("Nascimento"),
    TableColumn("Cidade", widest: 28), TableColumn("UF"), TableColumn("Último motivo"),
    TableColumn("Última urgência"), TableColumn("Atendimentos"), TableColumn("Canal seguro"),
    TableColumn("Responsável", widest: 30), TableColumn("Observações", widest: 60),
    TableColumn("Criado em"), TableColumn("Atualizado em"), TableColumn("Identificador"),
  ]

  static func write(
    _ row: LentRow, _ covering: Covering, to sink: inout some CellSink
  ) throws(StoreError) {
    typealias Column = ContactColumn
    try sink.text(covering.name(row.text(Column.name)))
    try sink.text(covering.name(row.text(Column.socialName)))
    let phones = LentPhone.all(row.text(Column.phones))
    try sink.text(phones.first.map(covering.phone))
    try sink.text(many: phones.dropFirst()) { covering.phone($0) }
    let emails = row.text(Column.emails)?.split(Separator.record) ?? []
    try sink.text(emails.first.map(covering.email))
    try sink.text(many: emails.dropFirst()) { covering.email($0) }
    try sink.text(covering.cpf(row.text(Column.cpf)))
    let birth = covering.birthDate(row.text(Column.birthDate))
    if let birth, let day = CivilDate(iso8601: birth.string) {
      try sink.day(day)
    } else {
      try sink.text(birth)
    }
    try sink.text(row.text(Column.city))
    try sink.text(row.text(Column.state))
    let reason = row.text(Column.lastReason)
    if row.integer(Column.lastReasonIsFree) == 1 {
      try sink.text(try covering.words(reason))
    } else {
      try sink.text(reason)
    }
    try sink.urgency(row, Column.lastUrgency)
    try sink.number(row.integer(Column.interactionCount) ?? 0)
    try sink.text(try covering.words(row.text(Column.safeChannel)))
    try sink.text(covering.name(row.text(Column.guardian)))
    try sink.text(try covering.words(row.text(Column.notes)))
    try sink.moment(row, Column.createdAt)
    try sink.moment(row, Column.updatedAt)
    try sink.text(row.text(Column.uid))
    try sink.endRow()
  }
}

/// A row for each interaction.
enum InteractionsSheet {
  static let columns = [
    TableColumn("Protocolo"), TableColumn("Ocorrido em"), TableColumn("Nome"),
    TableColumn("Telefone"), TableColumn("Cidade", widest: 28), TableColumn("UF"),
    TableColumn("Canal"), TableColumn("Motivo"), TableColumn("Motivo informado"),
    TableColumn("Urgência"), TableColumn("Data informada"), TableColumn("Extração"),
    TableColumn("Atendente", widest: 24), TableColumn("Situação"),
    TableColumn("Com quem", widest: 24), TableColumn("Encerrado em"),
    TableColumn("Encerrado por", widest: 24), TableColumn("Desfecho", widest: 32),
    TableColumn("Minutos"), TableColumn("Nota do encerramento", widest: 60),
    TableColumn("Texto", widest: 80),
    TableColumn("Registrado em"), TableColumn("Pessoa"),
  ]

  static func write(
    _ row: LentRow, _ covering: Covering, to sink: inout some CellSink
  ) throws(StoreError) {
    typealias Column = InteractionColumn
    try sink.text(row.text(Column.protocolNumber))
    try sink.moment(row, Column.occurredAt)
    try sink.text(covering.name(row.text(Column.name)))
    try phone(of: row, covering, to: &sink)
    try sink.text(row.text(Column.city))
    try sink.text(row.text(Column.state))
    switch row.text(Column.channel).flatMap({ Channel(rawValue: $0.string) }) {
    case .phone: try sink.label("telefone")
    case .whatsapp: try sink.label("WhatsApp")
    case .email: try sink.label("e-mail")
    case .chat: try sink.label("chat")
    case .inPerson: try sink.label("presencial")
    case nil: try sink.empty()
    }
    try sink.text(row.text(Column.reasonName))
    try sink.text(try covering.words(row.text(Column.reason)))
    try sink.urgency(row, Column.urgency)
    try matter(of: row, to: &sink)
    switch row.text(Column.extraction).flatMap({ ExtractionState(rawValue: $0.string) }) {
    case .manual: try sink.label("manual")
    case .pending: try sink.label("pendente")
    case .extracted: try sink.label("extraído")
    case .failed: try sink.label("falhou")
    case nil: try sink.empty()
    }
    try sink.text(row.text(Column.attendant))
    try work(of: row, covering, to: &sink)
    try sink.text(try covering.words(row.text(Column.text)))
    try sink.moment(row, Column.createdAt)
    try sink.text(row.text(Column.contactUID))
    try sink.endRow()
  }

  /// How far it is, with whom, and how it ended.
  private static func work(
    of row: LentRow, _ covering: Covering, to sink: inout some CellSink
  ) throws(StoreError) {
    typealias Column = InteractionColumn
    switch row.text(Column.workState).flatMap({ InteractionState(rawValue: $0.string) }) {
    case .open: try sink.label("aberto")
    case .inProgress: try sink.label("em andamento")
    case .closed: try sink.label("encerrado")
    case nil: try sink.empty()
    }
    try sink.text(row.text(Column.assignee))
    guard row.text(Column.outcomeCode) != nil else {
      for _ in 0..<5 { try sink.empty() }
      return
    }
    try sink.moment(row, Column.closedAt)
    try sink.text(row.text(Column.closedBy))
    try sink.text(row.text(Column.outcome))
    try sink.number(((row.integer(Column.handling) ?? 0) + 30_000) / 60_000)
    try sink.text(try covering.words(row.text(Column.closingNote)))
  }

  private static func phone(
    of row: LentRow, _ covering: Covering, to sink: inout some CellSink
  ) throws(StoreError) {
    let national = row.text(InteractionColumn.phone)
    guard let national, covering.isMasked else { return try sink.text(national) }
    let kind = row.text(InteractionColumn.phoneKind)?.split(Separator.unit) ?? []
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    let phone = LentPhone(
      value: nothing, national: national, typed: nothing,
      isComplete: kind.last?.elementsEqual("1".utf8) == true,
      kind: kind.first.flatMap { PhoneNumber.Kind(rawValue: $0.string) } ?? .unknown)
    try sink.text(covering.phone(phone))
  }

  /// The day the matter is about, with its time if it has one.
  private static func matter(of row: LentRow, to sink: inout some CellSink) throws(StoreError) {
    guard
      let day = row.text(InteractionColumn.matterDate).flatMap({ CivilDate(iso8601: $0.string) })
    else { return try sink.empty() }
    guard let minutes = row.integer(InteractionColumn.matterMinutes).map(Int.init) else {
      return try sink.day(day)
    }
    try sink.moment(LocalTime(date: day, hour: minutes / 60, minute: minutes % 60))
  }
}

extension LentPhone {
  init(
    value: UnsafeRawBufferPointer, national: UnsafeRawBufferPointer,
    typed: UnsafeRawBufferPointer, isComplete: Bool, kind: PhoneNumber.Kind
  ) {
    self.value = value
    self.national = national
    self.typed = typed
    self.isComplete = isComplete
    self.kind = kind
  }
}

extension CellSink {
  mutating func text(lent bytes: [UInt8]) throws(StoreError) {
    let written = bytes.withUnsafeBytes { bytes in
      Result { () throws(StoreError) in try text(bytes) }
    }
    try written.get()
  }

  /// Several values in one cell, with semicolons between them.
  fileprivate mutating func text<Value>(
    many values: ArraySlice<Value>, _ shown: (Value) -> UnsafeRawBufferPointer
  ) throws(StoreError) {
    guard !values.isEmpty else { return try empty() }
    var all: [UInt8] = []
    for value in values {
      if !all.isEmpty { all.append("; ") }
      all.append(contentsOf: shown(value))
    }
    try text(lent: all)
  }
}
