public import ContactsCore

/// Reads the fields of a form from a note by rules alone: no model, no network, in time that grows with the note's length.
public enum Recognisers {
  /// The caller's values, each with the scalars of `note` that say it.
  public static func extract(_ note: String, in context: NoteContext) -> ExtractionResult {
    let view = NoteView(note)
    let cues = Cues(view)
    let emails = EmailRecogniser(view)
    let claims = Claims(view, emails: emails.candidates.map(\.tokens))
    let dates = Self.numericDates(view, today: context.now.date)
    let numbers = Numbers(view, cues: cues, claims: claims, dates: dates)
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
    let taken = numbers.phones.map(\.tokens) + numbers.others
    let names = NameRecogniser(view, claims: claims)
    fields.name = names.suggestion
    let places = PlaceRecogniser(
      view, claims: claims, areaCodes: Set(fields.phones.map { String($0.value.digits.prefix(2)) }),
      people: names.tokens)
    fields.city = places.city
    fields.state = places.state
    fields.date =
      DateRecogniser(view, claims: claims, numbers: taken, now: context.now).suggestion
    fields.urgency = UrgencyRecogniser(view, name: names.tokens).suggestion
    fields.reason =
      ReasonRecogniser(
        view, reasons: context.reasons, claims: claims, numbers: taken, name: names.tokens
      ).suggestion
    let steering = Steering(view)
    if !steering.parts.isEmpty {
      fields = steering.cleared(fields)
      warnings.append(.instructionsInText)
    }
    return ExtractionResult(
      mode: .rules, model: nil, modelDigest: nil, promptVersion: nil, fields: fields,
      warnings: warnings)
  }

  /// Dates in figures, which are no telephones.
  private static func numericDates(_ view: NoteView, today: CivilDate) -> [Range<Int>] {
    let scanner = DateScanner(view, today: today)
    return view.tokens.indices.compactMap { index in
      scanner.numericEnd(at: index).map { index..<$0 }
    }
  }
}
