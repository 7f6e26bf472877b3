internal import ContactsCore

/// Turns what a model found into places of the note, and back.
///
/// No word of the note is kept: names, reasons, cities, telephones, addresses and documents are their places, and only an
/// urgency and a state are values, of a short list each. A date is the rules' and needs no keeping.
extension CachedAnswer {
  /// Nil when a value stands nowhere in the note, since it could not be had again.
  init?(_ fields: ExtractedFields) {
    var findings: [Finding] = []
    func add<Value>(_ field: ExtractedField, _ suggestions: [Suggestion<Value>]) -> Bool {
      if suggestions.isEmpty { findings.append(.absent(field)) }
      for suggestion in suggestions {
        guard let span = suggestion.span else { return false }
        findings.append(.span(field, span))
      }
      return true
    }
    guard add(.name, [fields.name].compactMap(\.self)), add(.phones, fields.phones),
      add(.emails, fields.emails), add(.cpf, [fields.cpf].compactMap(\.self)),
      add(.reason, [fields.reason].compactMap(\.self)), add(.city, [fields.city].compactMap(\.self))
    else { return nil }
    findings.append(fields.urgency.map { .urgency($0.value) } ?? .absent(.urgency))
    findings.append(fields.state.map { .state($0.value) } ?? .absent(.state))
    self.init(findings: findings)
  }

  /// As the model would have written it of `note`; what does not lie in the note is left out.
  func fields(of note: String) -> [PartialAnswer.Field] {
    let scalars = Array(note.unicodeScalars)
    func text(_ span: Range<Int>) -> String? {
      guard 0 <= span.lowerBound, span.upperBound <= scalars.count else { return nil }
      return String(String.UnicodeScalarView(scalars[span]))
    }
    return findings.compactMap { finding in
      switch finding {
      case .absent(let field): .null(field)
      case .urgency(let urgency): .text(.urgency, urgency.rawValue)
      case .state(let state): .text(.state, state.rawValue)
      case .span(let field, let span):
        switch field {
        case .phones, .emails: text(span).map { .list(field, [$0]) }
        default: text(span).map { .text(field, $0) }
        }
      }
    }
  }
}
