import ContactsCore

/// What an extraction found, for a program or for a person.
struct ExtractionOutput {
  let result: ExtractionResult
  let milliseconds: Int64

  private var fields: ExtractedFields { result.fields }

  // MARK: - JSON

  /// All nine fields are always there: null, or empty, when the text does not say.
  var json: JSON {
    .members([
      "modo": .string(result.mode.rawValue), "modelo": .optional(result.model),
      "duracao_ms": .integer(milliseconds),
      "campos": .members([
        "nome": .suggestion(fields.name) { .string($0) },
        "telefones": .array(fields.phones.map(ExtractionOutput.json(of:))),
        "emails": .array(fields.emails.map { JSON.suggestion($0) { .string($0.text) } }),
        "cpf": .suggestion(fields.cpf, and: { ["formatado": .string($0.formatted)] }) {
          .string($0.digits)
        },
        "motivo": .suggestion(fields.reason, and: { ["codigo": .optional($0.code)] }) {
          .string($0.text)
        },
        "urgencia": .suggestion(fields.urgency) { .string($0.rawValue) },
        "data": .suggestion(fields.date) { .string($0.iso8601) },
        "cidade": .suggestion(fields.city) { .string($0) },
        "uf": .suggestion(fields.state) { .string($0.rawValue) },
      ]),
      "avisos": .array(
        result.warnings.map { warning in
          .members([
            "codigo": .string(warning.code.rawValue), "mensagem": .string(warning.message),
          ])
        }),
    ])
  }

  private static func json(of phone: Suggestion<PhoneNumber>) -> JSON {
    .suggestion(
      phone,
      and: { ["nacional": .string($0.national), "completo": .bool($0.isComplete)] },
      value: { .string($0.value) })
  }

  // MARK: - Text

  var text: String {
    var rows: [(label: String, value: String)] = []
    func add<Value>(_ label: String, _ suggestion: Suggestion<Value>?, _ shown: (Value) -> String) {
      guard let suggestion else { return }
      let mark = suggestion.isGrounded || suggestion.span == nil ? "" : " ?"
      rows.append(
        (label, printable(shown(suggestion.value)) + mark + ExtractionOutput.source(suggestion)))
    }
    add("Nome", fields.name) { $0 }
    for phone in fields.phones {
      add("Telefone", phone) { $0.national + ($0.isComplete ? "" : " (sem DDD)") }
    }
    for email in fields.emails { add("E-mail", email) { $0.text } }
    add("CPF", fields.cpf) { $0.formatted }
    add("Motivo", fields.reason) { $0.text }
    add("Urgência", fields.urgency) { $0.label }
    add("Data", fields.date) { date in
      date.date.display + (date.minutes.map { " \(clock($0))" } ?? "")
    }
    add("Cidade", fields.city) { $0 }
    add("UF", fields.state) { $0.rawValue }
    var text = aligned(rows)
    text += "\nLido por \(reader) em \(grouped(Int(milliseconds))) ms.\n"
    for warning in result.warnings { text += "Aviso: \(printable(warning.message))\n" }
    return text
  }

  private var reader: String {
    switch result.mode {
    case .rules: "regras locais"
    case .model: "modelo \(printable(result.model ?? ""))"
    }
  }

  private static func source<Value>(_ suggestion: Suggestion<Value>) -> String {
    let origin =
      switch suggestion.origin {
      case .rule: "regra"
      case .model: "modelo"
      case .manual: "manual"
      }
    if let span = suggestion.span {
      return "  [\(origin), \(span.lowerBound)–\(span.upperBound)]"
    }
    return suggestion.isGrounded ? "  [\(origin)]" : " ?  [\(origin), não está no texto]"
  }
}

extension JSON {
  /// A proposed value with its origin and place; null for nil.
  ///
  /// - Parameters:
  ///   - suggestion: What was proposed.
  ///   - more: Members that stand after the value.
  ///   - value: How the value is written.
  /// - Returns: An object of `valor`, the members of `more`, `origem`, `trecho` and `no_texto`.
  static func suggestion<Value>(
    _ suggestion: Suggestion<Value>?,
    and more: (Value) -> KeyValuePairs<String, JSON> = { _ in [:] },
    value: (Value) -> JSON
  ) -> JSON {
    guard let suggestion else { return .null }
    let own = [Member(key: "valor", value: value(suggestion.value))]
    let added = more(suggestion.value).map { Member(key: $0.key, value: $0.value) }
    return .object(
      own + added + [
        Member(key: "origem", value: .string(suggestion.origin.rawValue)),
        Member(key: "trecho", value: .span(suggestion.span)),
        Member(key: "no_texto", value: .bool(suggestion.isGrounded)),
      ])
  }
}
