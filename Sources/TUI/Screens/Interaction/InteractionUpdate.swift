import ContactsCore

extension InteractionScreen {
  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .save:
      next = nil
      return save(&desk)
    case .options: return options(desk)
    case .duplicates: return chooseDuplicate(&desk)
    case .extract: return extractAgain(&desk)
    case .switchPane:
      pane = pane == .note ? .form : .note
      return describeFocus(&desk)
    case .nextField: return nextField(&desk)
    case .previousField: return previousField(&desk)
    case .confirm:
      form.entries[form.focus].confirm()
      let changes = draftKeeping.changed(&desk)
      let step = nextField(&desk)
      return Step(changes + step.effects, step.move)
    case .back: return Step(leave(&desk), .back)
    case .cancel:
      guard isExtracting else { return Step(leave(&desk), .back) }
      extraction = .idle
      desk.session.model = .unknown
      desk.status = .plain("Extração interrompida. F9 tenta de novo.")
      return Step([.cancelExtraction, .checkModel])
    case .help, .search, .refresh, .newInteraction, .history, .commands, .quit, .open, .edit,
      .moveUp, .moveDown, .pageUp, .pageDown, .moveToTop, .moveToBottom, .nextMatch,
      .previousMatch, .contacts, .queue, .panel, .drafts, .redraw, .suspend, .people, .shift,
      .office, .rights:
      return .stay
    }
  }

  /// A key that is text, or moves within a text.
  mutating func type(_ key: Key, _ desk: inout Desk) -> Step {
    if case .writing = saving {
      desk.status = .plain("Salvando…")
      return .stay
    }
    switch pane {
    case .note:
      let before = note.text
      guard note.handle(key, size: Layout(size: desk.size).noteSize) else { return .stay }
      guard note.text != before else { return .stay }
      desk.status =
        saving == .no ? .none : .plain("Ainda não foi salvo: F2 salva com a mudança.")
      return Step(noteChanged(atOnce: false, &desk))
    case .form:
      let before = form.entries
      guard form.type(key, reasons: desk.session.reasons) else { return .stay }
      guard form.entries != before else { return .stay }
      if saving != .no { desk.status = .plain("Ainda não foi salvo: F2 salva com a mudança.") }
      saving = .no
      let added = form.entries.count != before.count
      if added { desk.status = .plain(form.focused.field.hint) }
      return Step(formChanged(&desk))
    }
  }

  mutating func paste(_ text: String, _ desk: inout Desk) -> Step {
    if case .writing = saving {
      desk.held = HeldPaste(text)
      desk.status = .plain("Salvando… O texto colado espera.")
      return .stay
    }
    let isShort = !text.contains(where: \.isNewline) && text.count <= 200
    if pane == .form, isShort, !form.focused.field.isChoice {
      return type(.paste(text), &desk)
    }
    let rest = take(text, atEnd: pane == .form, desk)
    if !rest.isEmpty {
      hold(rest, &desk)
    } else if pane == .form {
      desk.status = .plain(
        "Texto colado (\(grouped(text.count)) caracteres): foi para o fim do texto.")
    } else {
      desk.status = .none
    }
    return Step(noteChanged(atOnce: true, &desk))
  }

  /// What the note has no room for waits for another form.
  private func hold(_ rest: String, _ desk: inout Desk) {
    let held = HeldPaste(rest)
    desk.held = held
    desk.status = .warning(
      "O texto encheu: \(grouped(held.count)) caracteres colados esperam outro atendimento (F6).")
  }

  /// The note of a draft; it is read when nothing in the form says that it was.
  mutating func take(_ text: String, _ desk: inout Desk) -> [AppEffect] {
    let scalars = text.unicodeScalars
    let longest = InteractionFields.longestText
    note = TextArea(String(String.UnicodeScalarView(scalars.prefix(longest))))
    let rest = String(String.UnicodeScalarView(scalars.dropFirst(longest)))
    if !rest.isEmpty { hold(rest, &desk) }
    let isRead = isBlank(note.text) || form.entries.contains { $0.proposal != nil }
    return isRead ? [] : noteChanged(atOnce: true, &desk)
  }

  /// Puts pasted text in the note; gives back what there is no room for.
  private mutating func take(_ text: String, atEnd: Bool, _ desk: Desk) -> String {
    let room = max(InteractionFields.longestText - note.scalars.count - 1, 0)
    let scalars = text.unicodeScalars
    let fits = String(String.UnicodeScalarView(scalars.prefix(room)))
    if atEnd {
      note = TextArea(note.isEmpty ? fits : note.text + "\n" + fits)
    } else {
      _ = note.handle(.paste(fits), size: Layout(size: desk.size).noteSize)
    }
    return String(String.UnicodeScalarView(scalars.dropFirst(room)))
  }

  // MARK: - What follows a change

  mutating func noteChanged(atOnce: Bool, _ desk: inout Desk) -> [AppEffect] {
    var effects: [AppEffect] = []
    if case .running = extraction {
      effects.append(.cancelExtraction)
      desk.session.model = .ready
    }
    saving = .no
    let reading = desk.requests.next()
    recognition = .reply(reading)
    effects.append(
      atOnce
        ? .recognise(Sensitive(note.text), reading)
        : .tick(after: .milliseconds(120), .recognition(reading)))
    if note.text.count(where: { !$0.isWhitespace }) >= 12 {
      let rest = desk.requests.next()
      extraction = .resting(rest)
      effects.append(.tick(after: .milliseconds(atOnce ? 200 : 1500), .extraction(rest)))
    } else {
      extraction = .idle
    }
    return effects + draftKeeping.changed(&desk)
  }

  /// Says once where somebody in danger is sent, as soon as the form says `crítica`.
  private mutating func sayDanger(_ desk: inout Desk) {
    guard !hasSaidDanger, form[.urgency]?.text == Urgency.critical.label else { return }
    hasSaidDanger = true
    desk.status = .warning("Urgência crítica: Ctrl-G mostra a quem a pessoa pode ligar agora.")
  }

  mutating func formChanged(_ desk: inout Desk) -> [AppEffect] {
    sayDanger(&desk)
    return askForDuplicates(after: .milliseconds(300), &desk) + draftKeeping.changed(&desk)
  }

  private mutating func askForDuplicates(after pause: Duration, _ desk: inout Desk) -> [AppEffect] {
    guard subject == .newContact else { return [] }
    let request = desk.requests.next()
    duplicates.tick = .reply(request)
    return [.tick(after: pause, .duplicates(request))]
  }

  // MARK: - Pauses that are over

  mutating func ticked(_ tick: Tick, _ desk: inout Desk) -> [AppEffect] {
    switch tick {
    case .recognition(let request):
      guard recognition.isFor(request) else { return [] }
      return [.recognise(Sensitive(note.text), request)]
    case .extraction(let request):
      guard extraction == .resting(request) else { return [] }
      return startExtraction(&desk)
    case .duplicates(let request):
      guard duplicates.tick.isFor(request) else { return [] }
      duplicates.tick = .nothing
      return lookForDuplicates(&desk)
    case .draft(let request):
      guard draftKeeping.isDue(request), hasContent else { return [] }
      return draftKeeping.write(draft, draftText.text, &desk)
    case .settled, .clock, .schema, .model, .modelRest, .queue, .panel, .export, .leaving, .idle,
      .closure:
      return []
    }
  }

  private mutating func startExtraction(
    _ desk: inout Desk, insisting: Bool = false
  ) -> [AppEffect] {
    let request = desk.requests.next()
    extraction = .running(request)
    stage = .reading
    desk.session.model = .extracting
    return [.extract(Sensitive(note.text), request, insisting: insisting)]
  }

  private mutating func lookForDuplicates(_ desk: inout Desk) -> [AppEffect] {
    let probe = registration(desk).probe
    guard let probe else {
      duplicates = Duplicates()
      return []
    }
    guard probe != duplicates.probe else { return [] }
    let request = desk.requests.next()
    duplicates.probe = probe
    duplicates.reply = .reply(request)
    return [.findDuplicates(probe, excluding: nil, request)]
  }

  // MARK: - Replies

  mutating func recognised(
    _ request: RequestID, _ result: ExtractionResult, _ desk: inout Desk
  ) -> Step {
    guard recognition.isFor(request) else { return .stay }
    recognition = .nothing
    guard saving == .reading else { return Step(fill(with: result, &desk)) }
    saving = .no
    desk.status = .none
    let effects = fill(with: result, &desk)
    var step = save(&desk)
    step.effects = effects + step.effects
    return step
  }

  mutating func extractionGrew(_ request: RequestID, _ result: ExtractionResult, _ desk: inout Desk)
    -> [AppEffect]
  {
    guard extraction == .running(request) else { return [] }
    return fill(with: result, &desk)
  }

  mutating func extractionEnded(
    _ request: RequestID, _ result: ExtractionResult, _ desk: inout Desk
  ) -> [AppEffect] {
    guard extraction == .running(request) else { return [] }
    // An answer that comes while the form is being saved is not in it: the text stays for the queue.
    extraction = saving == .no ? .done(result.mode) : .idle
    desk.session.model = modelState(after: result)
    if result.mode == .rules, let warning = result.warnings.first(where: \.isAboutModel) {
      say(unavailable: warning.message, &desk)
    }
    return fill(with: result, &desk)
  }

  /// What the title bar says once the text was read, or was not.
  private func modelState(after result: ExtractionResult) -> ModelState {
    if result.mode == .model { return .ready }
    if case .closed = stage { return stage.modelState }
    return .unavailable
  }

  /// The place in the line before the model, or why nobody is asked for a while.
  mutating func staged(_ request: RequestID, _ stage: ExtractionStage, _ desk: inout Desk)
    -> [AppEffect]
  {
    guard extraction == .running(request) else { return [] }
    self.stage = stage
    desk.session.model = stage.modelState
    if case .closed(let until) = stage {
      say(
        unavailable:
          "A IA volta a ser tentada às \(until.local.clock). As regras já leram o texto.",
        &desk)
    }
    return []
  }

  /// Says once that the model does not answer: never over a danger, a failed save or a paste, which matter more.
  private mutating func say(unavailable sentence: String, _ desk: inout Desk) {
    guard !hasSaidUnavailable, !desk.status.isPressing else { return }
    hasSaidUnavailable = true
    desk.status = .warning(sentence)
  }

  private mutating func fill(with result: ExtractionResult, _ desk: inout Desk) -> [AppEffect] {
    guard saving == .no else { return [] }
    let before = form.entries
    FormFilling(result, note: note.text).fill(&form)
    warnings = result.warnings.filter { !$0.isAboutModel }
    guard form.entries != before else { return [] }
    sayDanger(&desk)
    return askForDuplicates(after: .milliseconds(50), &desk) + draftKeeping.changed(&desk)
  }

  // MARK: - Leaving

  /// Keeps what there is, stops what runs.
  mutating func leave(_ desk: inout Desk) -> [AppEffect] {
    var effects: [AppEffect] = []
    if isExtracting {
      effects.append(.cancelExtraction)
      desk.session.model = .ready
      extraction = .idle
    }
    form.tidyFocused()
    if hasContent {
      effects += draftKeeping.write(
        draft, draftText.text, &desk,
        announcing: "Rascunho guardado: F6 e depois F4, no texto, o recuperam.")
    } else if draftKeeping.isStored {
      draftKeeping.mark(stored: false)
      desk.forgetDraft(draft)
      effects.append(.discardDraft(draft))
    }
    return effects
  }

  // MARK: - Moving

  private mutating func nextField(_ desk: inout Desk) -> Step {
    if pane == .note {
      pane = .form
      return describeFocus(&desk)
    }
    guard form.focusNext() else {
      desk.status = .plain("Último campo: F2 salva, Ctrl-O volta ao texto.")
      return .stay
    }
    return describeFocus(&desk)
  }

  private mutating func previousField(_ desk: inout Desk) -> Step {
    if pane == .note || !form.focusPrevious() { pane = pane == .note ? .form : .note }
    return describeFocus(&desk)
  }

  private func describeFocus(_ desk: inout Desk) -> Step {
    desk.status = pane == .form ? .plain(form.focused.field.hint) : .none
    return .stay
  }

  private func options(_ desk: Desk) -> Step {
    if pane == .note {
      return .go(
        .ask(
          .drafts(
            DraftsDialog(desk.drafts.filter { $0.uid != draft }, unkept: desk.unkept))))
    }
    let field = form.focused.field
    let options = field.options(reasons: desk.session.reasons)
    return .go(
      .ask(.options(OptionsDialog(field: field, options: options, current: form.focused.text))))
  }

  /// An option of the dialog, for the field that has the focus.
  mutating func choose(_ option: String, _ desk: inout Desk) -> [AppEffect] {
    form.entries[form.focus].choose(option)
    if form.focusNext() { _ = describeFocus(&desk) }
    return formChanged(&desk)
  }

  private mutating func extractAgain(_ desk: inout Desk) -> Step {
    let reading = desk.requests.next()
    recognition = .reply(reading)
    hasSaidUnavailable = false
    desk.status = .plain("Lendo o texto…")
    return Step(
      [.recognise(Sensitive(note.text), reading)] + startExtraction(&desk, insisting: true))
  }

  func registration(_ desk: Desk) -> FormRegistration {
    FormRegistration(form: form, reader: desk.reader, reasons: desk.session.reasons)
  }
}

extension ExtractionWarning {
  /// Whether it is about the model, and not about a value.
  var isAboutModel: Bool {
    switch code {
    case .modelUnavailable, .modelMissing, .modelBusy, .modelTimeout, .modelBroken,
      .modelTruncated, .modelFieldInvalid, .modelFailed, .modelCancelled, .modelAddressInvalid,
      .modelRemote, .modelResting:
      true
    case .valueNotInText, .modelDisagrees, .instructionsInText, .phoneMissingAreaCode,
      .phoneMissingNinthDigit,
      .phoneUnknownAreaCode,
      .phoneUnlikely, .cpfInvalid, .emailInvalid, .textTooLong:
      false
    }
  }
}
