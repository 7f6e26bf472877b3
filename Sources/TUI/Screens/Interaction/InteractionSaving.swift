import ContactsCore

extension InteractionScreen {
  /// `F2`: has the text read to its end, asks what must be asked, looks for duplicates once more, then writes.
  mutating func save(_ desk: inout Desk) -> Step {
    guard saving == .no else {
      desk.status = .plain("Salvando…")
      return .stay
    }
    form.tidyFocused()
    guard hasContent else {
      desk.status = .warning("Ainda não há nada para salvar: basta um campo ou o texto.")
      return .stay
    }
    let length = note.text.unicodeScalars.count
    guard length <= InteractionFields.longestText else {
      desk.status = .warning(
        "O texto tem \(grouped(length)) caracteres; cabem \(grouped(InteractionFields.longestText))."
          + " Divida-o em dois atendimentos.")
      return .stay
    }
    // Whoever types fast is faster than the pause after which the text is read.
    if recognition != .nothing {
      let request = desk.requests.next()
      recognition = .reply(request)
      saving = .reading
      desk.status = .plain("Lendo o texto…")
      return Step([.recognise(Sensitive(note.text), request)])
    }
    if let question = askDoubtful(desk) { return question }
    let registration = registration(desk)
    if !registration.invalid.isEmpty {
      return .go(.ask(.invalid(InvalidDialog(registration.invalid, reader: desk.reader))))
    }
    return checkDuplicates(&desk)
  }

  /// Asks about values that the note does not say; nil when there is none.
  ///
  /// Asked before every step towards the store: the model may have gone on writing behind the last question.
  private func askDoubtful(_ desk: Desk) -> Step? {
    let doubtful = registration(desk).doubtful
    return doubtful.isEmpty ? nil : .go(.ask(.doubtful(DoubtfulDialog(doubtful))))
  }

  /// The attendant has seen who is registered already, and it is somebody else.
  mutating func saveAnyway(_ desk: inout Desk) -> Step {
    askDoubtful(desk) ?? write(&desk)
  }

  /// The attendant has said what becomes of values that the note does not say.
  mutating func answerDoubtful(keeping: Bool, _ desk: inout Desk) -> Step {
    for index in form.entries.indices where form.entries[index].isDoubtful {
      if keeping {
        form.entries[index].confirm()
      } else {
        form.entries[index].choose("")
      }
    }
    return save(&desk)
  }

  /// Goes on with values that do not fit their fields: they are kept with the text.
  mutating func checkDuplicates(_ desk: inout Desk) -> Step {
    if let question = askDoubtful(desk) { return question }
    if let question = askWhose(desk) { return question }
    guard subject == .newContact, let probe = registration(desk).probe else { return write(&desk) }
    let request = desk.requests.next()
    saving = .checking(request)
    desk.status = .plain("Procurando cadastros parecidos…")
    return Step([.findDuplicates(probe, excluding: nil, request)])
  }

  mutating func duplicatesFound(
    _ request: RequestID, _ result: Result<[DuplicateMatch], Failure>, _ desk: inout Desk
  ) -> Step {
    if saving == .checking(request) {
      saving = .no
      desk.status = .none
      switch result {
      case .success(let matches) where !matches.isEmpty:
        duplicates.matches = matches
        return .go(.ask(.duplicates(DuplicatesDialog(matches, isSaving: true))))
      case .success, .failure:
        // A search that fails is no reason to keep somebody's words from being saved.
        return write(&desk)
      }
    }
    guard duplicates.reply.isFor(request) else { return .stay }
    duplicates.reply = .nothing
    if case .success(let matches) = result { duplicates.matches = matches }
    return .stay
  }

  /// Sends the form to the store.
  mutating func write(_ desk: inout Desk) -> Step {
    var registration = registration(desk)
    registration.isInteractionOnly = identity?.choice == .interactionOnly
    let interaction = registration.interaction(
      note: note.text, startedAt: startedAt, extraction: extractionState)
    let target: Registration.Target =
      switch subject {
      case .newContact: .new(registration.contact)
      case .contact(let uid, _):
        .existing(
          uid,
          completing: registration.isInteractionOnly ? ContactFields() : registration.contact)
      }
    var whole = Registration(
      target: target, interaction: interaction, consent: registration.consent,
      idempotencyKey: key, draft: draft)
    whole.hasReturned = knowsOfErasure
    whole.isOtherPerson = isOtherPerson
    whole.isSamePerson = identity?.choice == .samePerson
    let request = desk.requests.next()
    saving = .writing(request)
    desk.status = .plain("Salvando…")
    return Step([.register(whole, request)])
  }

  mutating func registered(
    _ request: RequestID, _ result: Result<Receipt, Failure>, _ desk: inout Desk
  ) -> Step {
    guard saving == .writing(request) else { return .stay }
    saving = .no
    switch result {
    case .success(let receipt):
      desk.status = .success("Salvo.")
      desk.forgetDraft(draft)
      var effects: [AppEffect] = []
      if isExtracting {
        effects.append(.cancelExtraction)
        desk.session.model = .ready
      }
      return Step(
        effects,
        .replace(
          .saved(
            SavedScreen(
              receipt, name: savedName, queued: isQueued, work: work(desk), next: next))))
    case .failure(.erasedTelephone):
      desk.status = .none
      return Step(
        draftKeeping.write(draft, draftText.text, &desk), .ask(.telephone(TelephoneDialog())))
    case .failure(let failure):
      knowsOfErasure = failure == .erased
      desk.status = .failure(failure.message)
      return Step(draftKeeping.write(draft, draftText.text, &desk))
    }
  }

  /// The attendant has asked who it is that has the telephone of somebody who was erased.
  mutating func answer(isOther: Bool, _ desk: inout Desk) -> Step {
    knowsOfErasure = !isOther
    isOtherPerson = isOther
    return write(&desk)
  }

  /// A text that no model has read waits in the queue.
  var extractionState: ExtractionState {
    if isBlank(note.text) { return .manual }
    // Nobody is to put into the record what was kept out of it.
    if identity?.choice == .interactionOnly, extraction != .done(.model) { return .manual }
    return extraction == .done(.model) ? .extracted : .pending
  }

  private var isQueued: Bool { extractionState == .pending }

  /// What a wrap-up goes on from.
  private func work(_ desk: Desk) -> SavedScreen.Work {
    let fields = registration(desk).interaction(
      note: note.text, startedAt: startedAt, extraction: extractionState)
    return SavedScreen.Work(
      openedAt: startedAt, reasonCode: fields.reasonCode,
      isCritical: fields.urgency == .critical)
  }

  private var savedName: String {
    if case .contact(_, let name) = subject, !name.isEmpty { return name }
    return form[.name].map { trimmed($0.text) } ?? ""
  }

  // MARK: - Existing records

  /// `F8`: who is registered with these data, or back to a new record.
  mutating func chooseDuplicate(_ desk: inout Desk) -> Step {
    if case .contact = subject {
      startNewRecord()
      desk.status = .plain("Agora é um cadastro novo. F8 mostra de novo os parecidos.")
      return Step(formChanged(&desk))
    }
    guard !duplicates.matches.isEmpty else {
      desk.status = .plain("F8: nenhum cadastro parecido com estes dados até agora.")
      return .stay
    }
    return .go(.ask(.duplicates(DuplicatesDialog(duplicates.matches, isSaving: false))))
  }

  /// The interaction becomes one more of a registered person.
  mutating func use(_ match: DuplicateMatch, _ desk: inout Desk) -> [AppEffect] {
    let name = match.summary.name?.revealed(for: .screen) ?? ""
    subject = .contact(match.summary.uid, name: name)
    known = KnownPerson(match.summary)
    identity = nil
    duplicates = Duplicates()
    desk.status = .success(
      "Só o que falta no cadastro é acrescentado. Atendimento de "
        + "\(name.isEmpty ? "quem já está cadastrado" : name).")
    return draftKeeping.changed(&desk)
  }
}

extension FormRegistration {
  /// What to look for duplicates with; nil when there is nothing to tell one person from another.
  ///
  /// A first name alone is shared by too many.
  var probe: DuplicateProbe? {
    var probe = DuplicateProbe(contact)
    if let name = probe.name?.revealed(for: .matching), foldedWords(name).count < 2 {
      probe.name = nil
    }
    let isEmpty =
      probe.name == nil && probe.phones.isEmpty && probe.emails.isEmpty && probe.cpf == nil
    return isEmpty ? nil : probe
  }
}
