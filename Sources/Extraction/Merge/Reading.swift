internal import ContactsCore

/// An extraction under way: the rules' result, and what the model has said so far.
struct Reading: Sendable {
  private(set) var result: ExtractionResult
  /// Of the model's weights, as the server gave it.
  var digest: String?

  private let merging: Merging
  private let rules: ExtractionResult
  private let model: String
  private let promptVersion: String
  private var proposals: Proposals
  private let blank: Proposals
  private var warnings: [ExtractionWarning] = []

  init(
    note: String, rules: ExtractionResult, context: NoteContext, model: String, prompt: Prompt
  ) {
    let grounding = Grounding(note)
    result = rules
    merging = Merging(note: grounding.index, rules: rules.fields)
    let view = NoteView(note)
    blank = Proposals(
      view, grounding: grounding, known: rules.fields,
      judged: JudgedValues(view, today: context.now.date), prompt: prompt, context: context)
    proposals = blank
    self.rules = rules
    self.model = model
    promptVersion = prompt.version
  }

  /// Whether the model has given any field.
  var hasModel: Bool { !proposals.isEmpty }

  /// Reads on in another piece of the note.
  mutating func turn(to window: NoteWindow) {
    proposals.turn(to: window)
  }

  mutating func take(_ field: PartialAnswer.Field) {
    proposals.take(field)
    compose()
  }

  /// What was found, as it may be kept and had again; nil when it could not be.
  ///
  /// Taken up anew, it has to give the very same fields.
  func kept(of note: String) -> CachedAnswer? {
    guard let answer = CachedAnswer(proposals.fields) else { return nil }
    var again = blank
    answer.fields(of: note).forEach { again.take($0) }
    return again.fields == proposals.fields ? answer : nil
  }

  mutating func add(_ usage: ModelUsage) {
    result.usage = result.usage.map { $0 + usage } ?? usage
  }

  mutating func warn(_ warning: ExtractionWarning) {
    guard !warnings.contains(warning) else { return }
    warnings.append(warning)
    compose()
  }

  private mutating func compose() {
    if hasModel {
      result.mode = .model
      result.model = model
      result.modelDigest = digest
      result.promptVersion = promptVersion
      result.fields = merging.fields(with: proposals.fields)
    }
    result.warnings = rules.warnings + warnings + proposals.warnings.map(said)
  }

  /// A value that the note does not have is kept only where the rules have none; elsewhere nothing needs to be confirmed.
  private func said(_ warning: ExtractionWarning) -> ExtractionWarning {
    for field in ExtractedField.allCases
    where warning == .notInText(field, isKept: true) && rules.fields.has(field) {
      return .notInText(field, isKept: false)
    }
    return warning
  }
}

extension ExtractedFields {
  fileprivate func has(_ field: ExtractedField) -> Bool {
    switch field {
    case .name: name != nil
    case .phones: !phones.isEmpty
    case .emails: !emails.isEmpty
    case .cpf: cpf != nil
    case .reason: reason != nil
    case .urgency: urgency != nil
    case .date: date != nil
    case .city: city != nil
    case .state: state != nil
    }
  }
}
