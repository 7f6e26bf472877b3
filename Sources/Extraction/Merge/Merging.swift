internal import ContactsCore

/// Joins what the rules found with what the model proposes, field by field.
///
/// The rules win on what has a check digit or a grammar, and wherever the note labels the value. The model wins on names,
/// reasons and cities that the rules only guess at, as long as the note has its words; what the note does not have it
/// only fills in where the rules have nothing, marked for the attendant to confirm.
struct Merging: Sendable {
  let note: NoteIndex
  let rules: ExtractedFields

  func fields(with model: ExtractedFields) -> ExtractedFields {
    var fields = rules
    fields.name = name(model.name)
    if rules.phones.isEmpty { fields.phones = model.phones }
    if rules.emails.isEmpty { fields.emails = model.emails }
    fields.cpf = rules.cpf ?? model.cpf
    fields.reason = reason(model.reason)
    // A cue is evidence; without one the rules say only the usual.
    if rules.urgency?.span == nil, let urgency = model.urgency,
      urgency.value != rules.urgency?.value
    {
      fields.urgency = urgency
    }
    fields.city = city(model.city, name: fields.name)
    fields.state = rules.state ?? model.state
    return fields
  }

  /// The rules' value if the note labels it or the model's is not in the note, else the model's.
  private func chosen<Value>(
    _ rule: Suggestion<Value>?, _ model: Suggestion<Value>?, isSure: (Range<Int>) -> Bool
  ) -> Suggestion<Value>? {
    guard let rule else { return model }
    guard let model, model.isGrounded, model.value != rule.value else { return rule }
    guard let span = rule.span else { return model }
    return isSure(span) ? rule : model
  }

  /// Of a first name and the whole name around it, the whole one; a cue decides between two people.
  private func name(_ model: Suggestion<String>?) -> Suggestion<String>? {
    if let rule = rules.name?.span, let span = model?.span, rule.overlaps(span) {
      return span.count > rule.count ? model : rules.name
    }
    return chosen(rules.name, model, isSure: hasNameCue)
  }

  /// The model words a reason better; the catalogue's entry that the rules found stays if the model's words have none.
  private func reason(_ model: Suggestion<SuggestedReason>?) -> Suggestion<SuggestedReason>? {
    var reason = chosen(rules.reason, model, isSure: hasReasonCue)
    if reason?.value.code == nil { reason?.value.code = rules.reason?.value.code }
    return reason
  }

  /// A city inside the name is a surname: Campinas, Santos.
  private func city(
    _ model: Suggestion<String>?, name: Suggestion<String>?
  ) -> Suggestion<String>? {
    let city = chosen(rules.city, model, isSure: hasCityCue)
    if let span = city?.span, let name = name?.span, name.overlaps(span) {
      let other = city == rules.city ? model : rules.city
      return other?.span.map(name.overlaps) == false ? other : nil
    }
    return city
  }

  private func hasNameCue(_ span: Range<Int>) -> Bool {
    let before = note.wordsBefore(span.lowerBound)
    guard let nearest = before.first else { return false }
    if Merging.nameCues.contains(nearest) { return true }
    return Merging.linkWords.contains(nearest)
      && before.dropFirst().contains {
        Merging.nameCues.contains($0) || $0 == "aqui" || $0 == "fala"
      }
  }

  private func hasReasonCue(_ span: Range<Int>) -> Bool {
    note.wordsBefore(span.lowerBound).first.map { Merging.reasonCues.contains($0) } ?? false
  }

  /// A word that leads to a place, or the state's letters behind it.
  private func hasCityCue(_ span: Range<Int>) -> Bool {
    let before = note.wordsBefore(span.lowerBound)
    if let nearest = before.first {
      if Merging.cityCues.contains(nearest) { return true }
      if nearest == "de" || nearest == "do",
        before.dropFirst().contains(where: Merging.cityCues.contains)
      {
        return true
      }
    }
    let after = note.scalars[span.upperBound...].prefix(6)
      .drop { " /-,(".unicodeScalars.contains($0) }.prefix { $0.properties.isAlphabetic }
    return StateCode(rawValue: String(String.UnicodeScalarView(after))) != nil
  }

  private static let nameCues: Set<String> = [
    "nome", "chamo", "sou", "contato", "cliente", "paciente", "solicitante", "reclamante",
    "remetente", "name",
  ]
  private static let linkWords: Set<String> = [
    "a", "o", "e", "completo", "social", "senhora", "senhor", "sra", "sr", "dona", "seu",
  ]
  private static let reasonCues: Set<String> = ["motivo", "assunto", "pedido", "queixa", "demanda"]
  private static let cityCues: Set<String> = [
    "cidade", "municipio", "em", "moro", "mora", "resido", "reside", "aqui", "local", "endereco",
  ]
}
