public import ContactsCore

/// Reads the fields of a form from a note by rules alone: no model, no network, in time that grows with the note's length.
public enum Recognisers {
  /// The caller's values, each with the scalars of `note` that say it.
  public static func extract(_ note: String, in context: NoteContext) -> ExtractionResult {
    let view = NoteView(note)
    let cues = Cues(view)
    let emails = EmailRecogniser(view)
    let claims = Claims(view, emails: emails.candidates.map(\.tokens))
    let numbers = Numbers(view, cues: cues, claims: claims)
    var fields = ExtractedFields()
    var warnings: [ExtractionWarning] = []

    fields.phones =
      PhoneDecision(view, cues: cues, numbers: numbers, areaCode: context.areaCode).suggestions
    for issue in fields.phones.compactMap(\.value.issue) {
      if let warning = ExtractionWarning(issue), !warnings.contains(warning) {
        warnings.append(warning)
      }
    }
    let documents = CPFDecision(view, cues: cues, numbers: numbers)
    fields.cpf = documents.suggestion
    if let warning = documents.warning { warnings.append(warning) }
    let addresses = EmailDecision(view, cues: cues, emails: emails)
    fields.emails = addresses.suggestions
    if let warning = addresses.warning { warnings.append(warning) }
    fields.urgency = Suggestion(value: .medium, origin: .rule, span: nil, isGrounded: true)
    return ExtractionResult(
      mode: .rules, model: nil, modelDigest: nil, promptVersion: nil, fields: fields,
      warnings: warnings)
  }
}
