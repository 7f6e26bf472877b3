/// People with all that hangs on them, as JSON: one document, or one object a line.
struct JSONExport {
  var output: ExportOutput
  private let covering: Covering
  private let asLines: Bool
  private var isFirst = true

  init(_ output: ExportOutput, covering: Covering, asLines: Bool) {
    self.output = output
    self.covering = covering
    self.asLines = asLines
  }

  mutating func begin(_ about: ExportAbout) {
    guard !asLines else { return }
    output.bytes.append("{\"$schema\": \"export-file.schema.json\", \"versao\": ")
    output.bytes.append(decimal: Int64(ExportAbout.version))
    member(", \"exportacao\": ", about.uid.text)
    member(", \"central\": ", about.organization)
    member(", \"gerado_em\": ", about.moment.iso8601)
    member(", \"gerado_por\": ", about.login)
    output.bytes.append(about.request.isMasked ? ", \"mascarado\": true" : ", \"mascarado\": false")
    member(", \"justificativa\": ", about.justification)
    output.bytes.append(", \"filtros\": {")
    for (index, condition) in about.request.filter.conditions.enumerated() {
      if index > 0 { output.bytes.append(", ") }
      quote(condition.name)
      output.bytes.append(": ")
      quote(condition.value)
    }
    output.bytes.append("}, \"totais\": {\"contatos\": ")
    output.bytes.append(decimal: Int64(about.counts.contacts))
    output.bytes.append(", \"atendimentos\": ")
    output.bytes.append(decimal: Int64(about.counts.interactions))
    output.bytes.append(", \"restritos\": ")
    output.bytes.append(decimal: Int64(about.counts.closed))
    member("}, \"aviso\": ", ExportAbout.notice)
    output.bytes.append(", \"contatos\": [")
  }

  mutating func end() {
    if !asLines { output.bytes.append("\n]}\n") }
  }

  // MARK: - A person

  mutating func beginContact(_ row: LentRow) throws(StoreError) {
    typealias Column = ContactColumn
    if !asLines { output.bytes.append(isFirst ? "\n" : ",\n") }
    isFirst = false
    member("{\"uid\": ", row.text(Column.uid))
    member(", \"nome\": ", covering.name(row.text(Column.name)))
    member(", \"nome_social\": ", covering.name(row.text(Column.socialName)))
    output.bytes.append(", \"telefones\": [")
    for (index, phone) in LentPhone.all(row.text(Column.phones)).enumerated() {
      if index > 0 { output.bytes.append(", ") }
      member("{\"valor\": ", covering.isMasked ? nil : phone.value)
      member(", \"nacional\": ", covering.phone(phone))
      output.bytes.append(phone.isComplete ? ", \"completo\": true" : ", \"completo\": false")
      member(", \"digitado\": ", covering.isMasked ? nil : phone.typed)
      output.bytes.append(UInt8(ascii: "}"))
    }
    output.bytes.append("], \"emails\": [")
    for (index, email) in (row.text(Column.emails)?.split(Separator.record) ?? []).enumerated() {
      if index > 0 { output.bytes.append(", ") }
      quote(covering.email(email))
    }
    member("], \"cpf\": ", covering.cpfDigits(row.text(Column.cpf)))
    member(", \"nascimento\": ", covering.birthDate(row.text(Column.birthDate)))
    member(", \"cidade\": ", row.text(Column.city))
    member(", \"uf\": ", row.text(Column.state))
    member(", \"observacoes\": ", try covering.words(row.text(Column.notes)))
    member(", \"responsavel\": ", covering.name(row.text(Column.guardian)))
    member(", \"canal_seguro\": ", try covering.words(row.text(Column.safeChannel)))
    member(", \"situacao\": ", row.text(Column.status))
    moment(", \"criado_em\": ", row.integer(Column.createdAt))
    moment(", \"atualizado_em\": ", row.integer(Column.updatedAt))
    output.bytes.append(", \"versao\": ")
    output.bytes.append(decimal: row.integer(Column.version) ?? 1)
    output.bytes.append(", \"atendimentos\": [")
  }

  mutating func interaction(_ row: LentRow, isFirst: Bool) throws(StoreError) {
    typealias Column = InteractionColumn
    if !isFirst { output.bytes.append(", ") }
    member("{\"uid\": ", row.text(Column.uid))
    member(", \"protocolo\": ", row.text(Column.protocolNumber))
    member(", \"canal\": ", row.text(Column.channel))
    if let free = row.text(Column.reason) {
      member(", \"motivo\": ", try covering.words(free))
    } else {
      member(", \"motivo\": ", row.text(Column.reasonName) ?? row.text(Column.reasonCode))
    }
    member(", \"motivo_codigo\": ", row.text(Column.reasonCode))
    member(", \"urgencia\": ", row.text(Column.urgency))
    moment(", \"ocorrido_em\": ", row.integer(Column.occurredAt))
    matter(of: row)
    member(", \"texto\": ", try covering.words(row.text(Column.text)))
    member(", \"extracao\": ", row.text(Column.extraction))
    member(", \"atendente\": ", row.text(Column.attendant))
    moment(", \"criado_em\": ", row.integer(Column.createdAt))
    member(", \"estado\": ", row.text(Column.workState))
    member(", \"atribuido_a\": ", row.text(Column.assignee))
    try closing(of: row)
    output.bytes.append(", \"origens\": [")
    for (index, origin) in (row.text(Column.origins)?.split(Separator.record) ?? []).enumerated() {
      if index > 0 { output.bytes.append(", ") }
      self.origin(origin.split(Separator.unit))
    }
    output.bytes.append("]}")
  }

  /// How it was ended; null while it is not, and of what came ended from elsewhere.
  private mutating func closing(of row: LentRow) throws(StoreError) {
    typealias Column = InteractionColumn
    output.bytes.append(", \"encerramento\": ")
    guard let code = row.text(Column.outcomeCode) else { return output.bytes.append("null") }
    moment("{\"em\": ", row.integer(Column.closedAt))
    member(", \"por\": ", row.text(Column.closedBy))
    member(", \"desfecho\": ", row.text(Column.outcome))
    member(", \"desfecho_codigo\": ", code)
    output.bytes.append(", \"duracao_ms\": ")
    output.bytes.append(decimal: row.integer(Column.handling) ?? 0)
    member(", \"nota\": ", try covering.words(row.text(Column.closingNote)))
    output.bytes.append(UInt8(ascii: "}"))
  }

  mutating func beginConsents() { output.bytes.append("], \"consentimentos\": [") }

  mutating func consent(_ row: LentRow, isFirst: Bool) {
    typealias Column = ConsentColumn
    if !isFirst { output.bytes.append(", ") }
    member("{\"finalidade\": ", row.text(Column.purpose))
    member(", \"base_legal\": ", row.text(Column.legalBasis))
    member(", \"versao_texto\": ", row.text(Column.textVersion))
    member(", \"sha256_texto\": ", row.text(Column.textHash))
    member(", \"canal\": ", row.text(Column.channel))
    member(", \"decisao\": ", row.text(Column.decision))
    moment(", \"registrado_em\": ", row.integer(Column.recordedAt))
    member(", \"registrado_por\": ", row.text(Column.recordedBy))
    output.bytes.append(UInt8(ascii: "}"))
  }

  mutating func beginCallbacks() { output.bytes.append("], \"retornos\": [") }

  mutating func callback(_ row: LentRow, isFirst: Bool) throws(StoreError) {
    typealias Column = CallbackColumn
    if !isFirst { output.bytes.append(", ") }
    member("{\"uid\": ", row.text(Column.uid))
    member(", \"protocolo\": ", row.text(Column.protocolNumber))
    moment(", \"quando\": ", row.integer(Column.dueAt))
    member(", \"nota\": ", try covering.words(row.text(Column.note)))
    member(", \"atendente\": ", row.text(Column.attendant))
    member(", \"situacao\": ", row.text(Column.state))
    output.bytes.append(", \"adiamentos\": ")
    output.bytes.append(decimal: row.integer(Column.postponed) ?? 0)
    moment(", \"criado_em\": ", row.integer(Column.createdAt))
    member(", \"criado_por\": ", row.text(Column.createdBy))
    if let endedAt = row.integer(Column.endedAt) {
      moment(", \"encerrado_em\": ", endedAt)
    } else {
      output.bytes.append(", \"encerrado_em\": null")
    }
    member(", \"encerrado_por\": ", row.text(Column.endedBy))
    output.bytes.append(UInt8(ascii: "}"))
  }

  mutating func endContact() throws(StoreError) {
    output.bytes.append(asLines ? "]}\n" : "]}")
    try output.flush()
  }

  // MARK: - Values

  /// Where a field came from; the same places in the text hold no more once it is masked.
  private mutating func origin(_ parts: [UnsafeRawBufferPointer]) {
    guard parts.count == 8 else { return output.bytes.append("null") }
    func given(_ index: Int) -> UnsafeRawBufferPointer? {
      parts[index].isEmpty ? nil : parts[index]
    }
    member("{\"campo\": ", parts[0])
    member(", \"origem\": ", parts[1])
    member(", \"modelo\": ", given(2))
    member(", \"modelo_digest\": ", given(3))
    member(", \"versao_instrucao\": ", given(4))
    output.bytes.append(", \"trecho\": ")
    if !covering.isMasked, let start = given(5), let end = given(6) {
      output.bytes.append(UInt8(ascii: "["))
      output.bytes.append(contentsOf: start)
      output.bytes.append(", ")
      output.bytes.append(contentsOf: end)
      output.bytes.append(UInt8(ascii: "]"))
    } else {
      output.bytes.append("null")
    }
    member(", \"revisao\": ", parts[7])
    output.bytes.append(UInt8(ascii: "}"))
  }

  /// A day, or a day and a time, as `SuggestedDate` writes them.
  private mutating func matter(of row: LentRow) {
    output.bytes.append(", \"data\": ")
    guard let day = row.text(InteractionColumn.matterDate) else {
      return output.bytes.append("null")
    }
    output.bytes.append(UInt8(ascii: "\""))
    output.bytes.append(contentsOf: day)
    if let minutes = row.integer(InteractionColumn.matterMinutes).map(Int.init) {
      output.bytes.append(UInt8(ascii: "T"))
      output.bytes.append(minutes / 60, digits: 2)
      output.bytes.append(UInt8(ascii: ":"))
      output.bytes.append(minutes % 60, digits: 2)
      output.bytes.append("-03:00")
    }
    output.bytes.append(UInt8(ascii: "\""))
  }

  /// `2026-11-21T09:15:00.000-03:00`.
  private mutating func moment(_ key: StaticString, _ milliseconds: Int64?) {
    output.bytes.append(key)
    let local = Timestamp(milliseconds: milliseconds ?? 0).local
    output.bytes.append(UInt8(ascii: "\""))
    output.bytes.append(local, separator: UInt8(ascii: "T"))
    output.bytes.append(UInt8(ascii: "."))
    output.bytes.append(local.millisecond, digits: 3)
    output.bytes.append("-03:00\"")
  }

  private mutating func member(_ key: StaticString, _ text: String?) {
    output.bytes.append(key)
    guard let text else { return output.bytes.append("null") }
    quote(text)
  }

  private mutating func member(_ key: StaticString, _ text: UnsafeRawBufferPointer?) {
    output.bytes.append(key)
    guard let text else { return output.bytes.append("null") }
    quote(text)
  }

  private mutating func quote(_ text: String) {
    var text = text
    text.withUTF8 { quote(UnsafeRawBufferPointer($0)) }
  }

  private static let special = SpecialASCII("\"\\")

  /// Escapes what JSON must, and what would act in a terminal.
  private mutating func quote(_ text: UnsafeRawBufferPointer) {
    output.bytes.append(UInt8(ascii: "\""))
    output.bytes.append(text, except: JSONExport.special) { scalar, _, bytes in
      switch scalar {
      case 0x22: bytes.append("\\\"")
      case 0x5c: bytes.append("\\\\")
      case 0x0a: bytes.append("\\n")
      case 0x0d: bytes.append("\\r")
      case 0x09: bytes.append("\\t")
      case unreadable: bytes.append("\u{fffd}")
      default:
        bytes.append("\\u")
        for shift in [UInt32(12), 8, 4, 0] {
          let digit = UInt8(scalar >> shift & 15)
          bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
      }
    }
    output.bytes.append(UInt8(ascii: "\""))
  }
}
