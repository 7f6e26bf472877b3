import ContactsCore

@testable import TUI

extension Draft {
  static var invented: Draft {
    let text = DraftText(
      subject: .newContact, startedAt: People.now, idempotencyKey: People.uid(80),
      note: "Ligação interrompida: voltar a falar com Zuleide", form: Form(for: Session()))
    return Draft(uid: People.uid(70), contents: text.text, updatedAt: People.now)
  }
}

/// Steps that many tests take.
extension ScreenDriver {
  /// Opens a form, pastes the note, and lets the recognisers answer.
  mutating func fillForm(doubtfulCity: Bool = false) {
    press(.function(6), .paste(People.note))
    var found = People.found
    if doubtfulCity {
      found.fields.city = People.suggestion("Niterói", "", origin: .model, grounded: false)
    }
    for case .recognise(_, let request) in effects.reversed() {
      send(.recognised(request, found))
      return
    }
  }

  /// The model goes on, and writes a city that the note does not say.
  mutating func inventCity() {
    var found = People.found
    found.mode = .model
    found.fields.city = People.suggestion("Niterói", "", origin: .model, grounded: false)
    for case .tick(_, .extraction(let pause)) in effects.reversed() {
      send(.ticked(.extraction(pause), at: People.now))
      break
    }
    for case .extract(_, let request, _) in effects.reversed() {
      send(.extractionGrew(request, found))
      return
    }
  }

  /// Moves to a field of the form.
  mutating func focus(on field: FormField) {
    _ = model.updateInteraction { interaction, _ in
      interaction.pane = .form
      interaction.form.focus(on: field)
    }
  }

  mutating func answerDuplicates(_ matches: [DuplicateMatch]) {
    for case .findDuplicates(_, _, let request) in effects.reversed() {
      send(.duplicatesFound(request, .success(matches)))
      return
    }
  }

  mutating func answerSave(_ result: Result<Receipt, Failure>) {
    for case .register(_, let request) in effects.reversed() {
      send(.registered(request, result))
      return
    }
  }

  mutating func openRecord(_ record: ContactRecord = People.record) {
    press(.enter)
    for case .read(_, _, let request) in effects.reversed() {
      send(.read(request, .success(record)))
      return
    }
  }

  /// Edits the city of a record that somebody else has saved meanwhile.
  mutating func reachConflict() {
    openRecord()
    press(.enter)
    _ = updateEditing { $0.form.focus(on: .city) }
    press(.end)
    type(" (centro)")
    press(.function(2))
    var theirs = People.fields
    theirs.city = Sensitive("São Gonçalo")
    theirs.notes = nil
    for case .update(_, _, _, _, let request) in effects.reversed() {
      send(.updated(request, .failure(.conflict(People.contact(version: 5, fields: theirs)))))
      return
    }
  }

  mutating func updateEditing<Answer>(_ change: (inout RecordEditing) -> Answer) -> Answer? {
    let answer = model.updateRecord { record, _ in record.edit(change) }
    return answer ?? nil
  }
}
