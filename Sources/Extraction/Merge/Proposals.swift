internal import ContactsCore

/// What the model proposes, read by the domain's own parsers and looked for in the note.
///
/// Fills as the answer comes. A value that the note has wins over one it does not have; otherwise the first wins, so that
/// the windows of a long note do not undo each other.
struct Proposals: Sendable {
  private(set) var fields = ExtractedFields()
  private(set) var warnings: [ExtractionWarning] = []
  /// Whether any field came, even an empty one.
  private(set) var isEmpty = true

  /// Of the piece that the model has before it.
  private var grounding: Grounding
  /// Where that piece begins in the note.
  private var start = 0
  private let steering: Steering
  private let judged: JudgedValues
  private let known: ExtractedFields
  private let prompt: Prompt
  private let context: NoteContext

  /// - Parameters:
  ///   - note: the whole of it.
  ///   - grounding: of the same note.
  ///   - known: what the rules found in it.
  ///   - judged: where they read a number or an address.
  ///   - prompt: what the model was told.
  ///   - context: what the domain's parsers must know.
  init(
    _ note: NoteView, grounding: Grounding, known: ExtractedFields, judged: JudgedValues,
    prompt: Prompt, context: NoteContext
  ) {
    self.grounding = grounding
    self.known = known
    self.prompt = prompt
    self.context = context
    self.judged = judged
    steering = Steering(note)
  }

  /// Looks for what comes from now on in this piece only: the model has read no other.
  mutating func turn(to window: NoteWindow) {
    start = window.start
    grounding = Grounding(window.text)
  }

  /// Takes one field of the answer.
  mutating func take(_ field: PartialAnswer.Field) {
    isEmpty = false
    switch field {
    case .null: break
    case .wrongType: warn(.fieldInvalid)
    case .list(let field, let texts): texts.forEach { take($0, for: field) }
    case .text(let field, let text): take(text, for: field)
    }
  }

  private mutating func take(_ text: String, for field: ExtractedField) {
    let text = Proposals.trimmed(text)
    if Proposals.nothings.contains(Prompt.key(text)) { return }
    switch field {
    case .name:
      let name = Proposals.withoutTitle(text)
      take(name, of: field, span(name, .name), into: \.name) { $0 }
    case .reason: take(text, of: field, span(text, .phrase), into: \.reason, reason)
    case .city: take(text, of: field, span(text, .name), into: \.city, city)
    case .phones: takePhone(text)
    case .emails: takeEmail(text)
    case .cpf: takeCPF(text)
    case .urgency: takeUrgency(text)
    case .date: takeDate(text)
    case .state: takeState(text)
    }
  }

  /// What small models write where they were asked for null.
  private static let nothings: Set<String> = [
    "", "null", "none", "nil", "n a", "na", "undefined", "unknown", "string", "vazio", "nenhum",
    "nenhuma", "sem nome", "desconhecido", "desconhecida", "nao informado", "nao informada",
    "nao mencionado", "nao mencionada", "nao especificado", "nao especificada", "nao consta",
    "nao identificado", "nao identificada", "nao ha", "nao disse",
  ]

  // MARK: What is told in words

  private func span(_ text: String, _ freedom: Grounding.Freedom) -> Range<Int>? {
    placed(grounding.words(text, freedom))
  }

  /// A place of the piece as a place of the whole note.
  private func placed(_ span: Range<Int>?) -> Range<Int>? {
    span.map { $0.lowerBound + start..<$0.upperBound + start }
  }

  /// Keeps a value that the note does not have, marked as such, unless it was copied from the prompt.
  private mutating func take<Value>(
    _ text: String, of field: ExtractedField, _ span: Range<Int>?,
    into path: WritableKeyPath<ExtractedFields, Suggestion<Value>?>, _ parse: (String) -> Value
  ) {
    if let span, steering.contains(span) { return }
    if span == nil {
      if prompt.isOwn(text) { return warn(.notInText(field, isKept: false)) }
      if fields[keyPath: path] == nil { warn(.notInText(field, isKept: true)) }
    }
    let suggestion = Suggestion(
      value: parse(text), origin: .model, span: span, isGrounded: span != nil)
    let known = fields[keyPath: path]
    guard known == nil || (known?.isGrounded == false && span != nil) else { return }
    fields[keyPath: path] = suggestion
    if span != nil { warnings.removeAll { $0 == .notInText(field, isKept: true) } }
  }

  /// The catalogue's entry is found by its cues, as for any text.
  private func reason(_ text: String) -> SuggestedReason {
    let known = Recognisers.extract("motivo: \(text)", in: context).fields.reason
    return SuggestedReason(text: text, code: known?.value.code)
  }

  /// `BH` is Belo Horizonte for the recognisers, and so for the model.
  private func city(_ text: String) -> String {
    Recognisers.extract("cidade: \(text)", in: context).fields.city?.value ?? text
  }

  // MARK: What has a grammar: the note must have it, or it is dropped

  private mutating func takePhone(_ text: String) {
    guard let phone = PhoneNumber(text, areaCode: context.areaCode),
      let bare = PhoneNumber(text, areaCode: nil)
    else { return warn(.fieldInvalid) }
    // What the rules found needs no second proof: they put numbers together that are told in pieces.
    if known.phones.contains(where: { $0.value.digits == phone.digits }) { return }
    guard let span = proven(grounding.digits(bare.digits, isPhone: true), .phones, known.phones)
    else { return }
    guard fields.phones.count < Proposals.mostOfAKind,
      !fields.phones.contains(where: { $0.value.digits == phone.digits })
    else { return }
    fields.phones.append(
      Suggestion(value: phone, origin: .model, span: span, isGrounded: true))
  }

  /// Where the note has a value with a grammar, if the rules have not read that place and judged otherwise.
  ///
  /// They know whose number it is said to be, and what is an order's or a protocol's.
  private mutating func proven(
    _ span: Range<Int>?, _ field: ExtractedField, _ known: [some Any]
  ) -> Range<Int>? {
    guard let span = placed(span) else {
      warn(.notInText(field, isKept: false))
      return nil
    }
    guard judged.contains(span) else { return span }
    if known.isEmpty { warn(.refusedByRules(field)) }
    return nil
  }

  private static let mostOfAKind = 20

  private mutating func takeEmail(_ text: String) {
    guard let email = EmailAddress(text) else { return warn(.fieldInvalid) }
    if known.emails.contains(where: { $0.value.key == email.key }) { return }
    guard let span = proven(grounding.email(text), .emails, known.emails) else { return }
    guard fields.emails.count < Proposals.mostOfAKind,
      !fields.emails.contains(where: { $0.value.key == email.key })
    else { return }
    fields.emails.append(
      Suggestion(value: email, origin: .model, span: span, isGrounded: true))
  }

  private mutating func takeCPF(_ text: String) {
    guard let cpf = CPF(text) else { return warn(.fieldInvalid) }
    if known.cpf?.value == cpf { return }
    let read = known.cpf.map { [$0] } ?? []
    guard let span = proven(grounding.digits(cpf.digits, isPhone: false), .cpf, read)
    else { return }
    if fields.cpf == nil {
      fields.cpf = Suggestion(value: cpf, origin: .model, span: span, isGrounded: true)
    }
  }

  private mutating func takeUrgency(_ text: String) {
    guard let urgency = Urgency(rawValue: Prompt.key(text)) else { return warn(.fieldInvalid) }
    // A judgement stands nowhere in the note, so it is always shown as one to be confirmed.
    if fields.urgency == nil {
      fields.urgency = Suggestion(value: urgency, origin: .model, span: nil, isGrounded: false)
    }
  }

  /// A date is the rules' alone: they reckon what day the words mean.
  ///
  /// Where they took none, they have read these words too, and know them for a birth date or the date of a letter.
  private mutating func takeDate(_ text: String) {
    guard known.date == nil else { return }
    let isThere = grounding.words(text, .phrase) != nil
    warn(isThere ? .refusedByRules(.date) : .notInText(.date, isKept: false))
  }

  private mutating func takeState(_ text: String) {
    guard let state = StateCode(rawValue: text.uppercased()) else { return warn(.fieldInvalid) }
    guard fields.state == nil else { return }
    let span = placed(grounding.state(state))
    if let span, steering.contains(span) { return }
    if span == nil { warn(.notInText(.state, isKept: true)) }
    fields.state = Suggestion(value: state, origin: .model, span: span, isGrounded: span != nil)
  }

  private mutating func warn(_ warning: ExtractionWarning) {
    if !warnings.contains(warning) { warnings.append(warning) }
  }

  /// `Dra. Ana Reis` is Ana Reis.
  private static func withoutTitle(_ name: String) -> String {
    let parts = name.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, titles.contains(Prompt.key(String(parts[0]))) else { return name }
    return trimmed(String(parts[1]))
  }

  private static let titles: Set<String> = [
    "sr", "sra", "srta", "senhor", "senhora", "seu", "dona", "dr", "dra", "doutor", "doutora",
  ]

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars.drop { $0.properties.isWhitespace }
    return String(
      String.UnicodeScalarView(scalars.reversed().drop { $0.properties.isWhitespace }.reversed()))
  }
}

extension NoteIndex {
  /// The folded words before a place on its line, nearest first, at most three.
  func wordsBefore(_ place: Int) -> [String] {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].span.lowerBound < place { low = middle + 1 } else { high = middle }
    }
    var found: [String] = []
    for token in tokens[..<low].reversed() {
      if scalars[token.span.lowerBound] == "\n" || found.count == 3 { break }
      if token.isWord {
        found.append(folded(String(String.UnicodeScalarView(scalars[token.span]))))
      }
    }
    return found
  }
}

extension ExtractionWarning {
  static let instructionsInText = ExtractionWarning(
    code: .instructionsInText,
    message: "O texto traz ordens dirigidas à IA; elas foram lidas como texto comum.")

  static let fieldInvalid = ExtractionWarning(
    code: .modelFieldInvalid,
    message: "A IA respondeu um campo fora do formato; ele foi ignorado.")

  /// A value that the model says it read and the note does not have.
  static func notInText(_ field: ExtractedField, isKept: Bool) -> ExtractionWarning {
    ExtractionWarning(
      code: .valueNotInText,
      message: isKept
        ? "A IA sugeriu \(noun(field)) com palavras que não estão no texto: confira antes de salvar."
        : "A IA sugeriu \(noun(field)) que não está no texto, e a sugestão foi descartada.")
  }

  /// A value that stands in the note, and that the rules have read there and not taken for the person's.
  static func refusedByRules(_ field: ExtractedField) -> ExtractionWarning {
    ExtractionWarning(
      code: .modelDisagrees,
      message:
        "A IA sugeriu \(noun(field)) que está no texto, mas que as regras não tomam como da pessoa ou do pedido: "
        + "a sugestão foi descartada, confira o texto.")
  }

  private static func noun(_ field: ExtractedField) -> String {
    switch field {
    case .name: "um nome"
    case .phones: "um telefone"
    case .emails: "um e-mail"
    case .cpf: "um CPF"
    case .reason: "um motivo"
    case .urgency: "uma urgência"
    case .date: "uma data"
    case .city: "uma cidade"
    case .state: "um estado"
    }
  }
}
