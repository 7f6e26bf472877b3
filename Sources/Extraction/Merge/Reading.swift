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
  private var warnings: [ExtractionWarning] = []

  init(
    note: String, rules: ExtractionResult, context: NoteContext, model: String, prompt: Prompt
  ) {
    let grounding = Grounding(note)
    result = rules
    merging = Merging(note: grounding.index, rules: rules.fields)
    proposals = Proposals(
      grounding: grounding, examples: prompt.exampleValues, context: context)
    self.rules = rules
    self.model = model
    promptVersion = prompt.version
  }

  /// Whether the model has given any field.
  var hasModel: Bool { !proposals.isEmpty }

  mutating func take(_ field: PartialAnswer.Field) {
    proposals.take(field)
    compose()
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
    result.warnings = rules.warnings + warnings + (hasModel ? proposals.warnings : [])
  }
}
