public import ContactsCore

/// Reads the fields of a form from a note by rules alone: no model, no network, in time that grows with the note's length.
public enum Recognisers {
  /// The caller's values, each with the scalars of `note` that say it.
  public static func extract(_ note: String, in context: NoteContext) -> ExtractionResult {
    let view = NoteView(note)
    let cues = Cues(view)
    let steering = Steering(view)
    let parts = NoteParts(view)
    let quoted = parts.quoted + view.tokens(in: steering.parts)
    let foreign = Claims(quoted + parts.desk)
    let emails = EmailRecogniser(view)
    let addresses = emails.candidates.map(\.tokens)
    let claims = Claims(view, emails: addresses, foreign: foreign.ranges)
    let names = NameRecogniser(view, claims: claims)
    let people = People(view, name: names.tokens)
    let numbers = Numbers(
      view, cues: cues, claims: claims, dates: numericDates(view, now: context.now))
    let owners = Owners(view, cues: cues, numbers: numbers, emails: emails, people: people)
    var fields = ExtractedFields()
    var warnings: [ExtractionWarning] = []
    guard !Advert(view).isOne else {
      fields.urgency = Suggestion(value: .medium, origin: .rule, span: nil, isGrounded: true)
      return ExtractionResult(
        mode: .rules, model: nil, modelDigest: nil, promptVersion: nil, fields: fields,
        warnings: warnings)
    }

    fields.name = names.suggestion
    fields.phones =
      PhoneDecision(
        view, cues: cues, numbers: numbers, owners: owners,
        isFirstPerson: people.isFirstPerson, areaCode: context.areaCode
      ).suggestions
    for issue in fields.phones.compactMap(\.value.issue) {
      if let warning = ExtractionWarning(issue), !warnings.contains(warning) {
        warnings.append(warning)
      }
    }
    if numbers.hasMiscounted, let warning = ExtractionWarning(.unlikely),
      !warnings.contains(warning)
    {
      warnings.append(warning)
    }
    let documents = CPFDecision(view, numbers: numbers, owners: owners)
    fields.cpf = documents.suggestion
    if let warning = documents.warning { warnings.append(warning) }
    let mail = EmailDecision(
      view, emails: emails, owners: owners, people: people, foreign: foreign)
    fields.emails = mail.suggestions
    if let warning = mail.warning { warnings.append(warning) }
    let taken = numbers.phones.map(\.tokens) + numbers.others
    let places = PlaceRecogniser(
      view, claims: claims, areaCodes: Set(fields.phones.map { String($0.value.digits.prefix(2)) }),
      people: names.tokens)
    fields.city = places.city
    fields.state = places.state
    fields.date =
      DateRecogniser(
        view, claims: Claims(view, emails: addresses, foreign: quoted), desk: Claims(parts.desk),
        numbers: taken, now: context.now
      ).suggestion
    fields.urgency =
      UrgencyRecogniser(view, name: names.tokens, foreign: foreign).suggestion
    fields.reason =
      ReasonRecogniser(
        view, reasons: context.reasons, claims: claims, numbers: taken, name: names.tokens,
        places: places.tokens
      ).suggestion
    if !steering.parts.isEmpty {
      fields = steering.cleared(fields)
      warnings.append(.instructionsInText)
    }
    return ExtractionResult(
      mode: .rules, model: nil, modelDigest: nil, promptVersion: nil, fields: fields,
      warnings: warnings)
  }

  /// Dates in figures, which are no telephones.
  private static func numericDates(_ view: NoteView, now: LocalTime) -> [Range<Int>] {
    let scanner = DateScanner(view, now: now)
    return view.tokens.indices.compactMap { index in
      scanner.numericEnd(at: index).map { index..<$0 }
    }
  }
}
