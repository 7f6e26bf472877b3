import ContactsCore

/// **Revisão**: a text that was read, its findings in the form, and a person's word on each.
///
/// What it shows was audited as read before it came.
struct ReviewScreen: Equatable, Sendable {
  let uid: UID
  /// The batch that the person works through; nil for all texts.
  let batch: UID?
  /// The draft this is kept as until it is saved.
  let draft: UID
  var draftKeeping = DraftKeeping()
  var phase: Phase

  enum Phase: Equatable, Sendable {
    case loading(RequestID, kept: Form?)
    case shown(Shown)
    case failed(Failure)
    /// Saved; the next text is looked for.
    case seeking(RequestID, after: ReviewItem)
  }

  struct Shown: Equatable, Sendable {
    var review: ReviewForm
    var note: TextArea
    var pane = InteractionScreen.Pane.form
    /// The text was scrolled by hand, so the span of the focused row does not pull it back.
    var isScrolled = false
    var saving = Awaiting.nothing

    init(_ review: ReviewForm) {
      self.review = review
      note = TextArea(review.item.interaction.fields.text?.revealed(for: .screen) ?? "")
      // A text is read from its beginning.
      _ = note.handle(.pageUp, size: Size(rows: .max, columns: 80))
      _ = note.handle(.home, size: Size(rows: 1, columns: 80))
    }

    /// The scalars of the text that the focused row came from.
    var highlight: Range<Int>? { review.focused?.proposal?.span(in: note.text) }
  }

  init(
    _ uid: UID, awaiting request: RequestID, batch: UID?, draft: UID, kept: Form? = nil
  ) {
    self.uid = uid
    self.batch = batch
    self.draft = draft
    phase = .loading(request, kept: kept)
    draftKeeping.mark(stored: kept != nil)
  }

  /// The form to go on with, if the person has touched it.
  var unsaved: Form? {
    guard case .shown(let shown) = phase, shown.review.isChanged else { return nil }
    return shown.review.form
  }

  // MARK: - Drafts

  /// The pause after a change is over.
  mutating func ticked(_ request: RequestID, _ desk: inout Desk) -> [AppEffect] {
    guard draftKeeping.isDue(request), let form = unsaved else { return [] }
    return keep(form, &desk)
  }

  /// Keeps what was corrected, or removes what is not needed any more.
  mutating func leave(_ desk: inout Desk) -> [AppEffect] {
    if let form = unsaved {
      return keep(form, &desk, announcing: "Correções guardadas como rascunho.")
    }
    guard draftKeeping.isStored, case .shown = phase else { return [] }
    draftKeeping.mark(stored: false)
    desk.forgetDraft(draft)
    return [.discardDraft(draft)]
  }

  private mutating func keep(
    _ form: Form, _ desk: inout Desk, announcing sentence: String? = nil
  ) -> [AppEffect] {
    guard case .shown(let shown) = phase else { return [] }
    let text = DraftText(
      subject: .review(uid: uid.text), startedAt: shown.review.item.interaction.createdAt,
      idempotencyKey: draft, note: "", form: form)
    return draftKeeping.write(draft, text.text, &desk, announcing: sentence)
  }

  /// Does something to what is shown; a change of a row is soon written.
  private mutating func change(
    _ desk: inout Desk, _ body: (inout Shown, inout Desk) -> Step
  ) -> Step {
    guard case .shown(var shown) = phase else { return .stay }
    let before = shown.review.form.entries
    var step = body(&shown, &desk)
    phase = .shown(shown)
    if shown.review.form.entries != before { step.effects += draftKeeping.changed(&desk) }
    return step
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .back, .cancel:
      desk.status = .none
      return Step(leave(&desk), .back)
    case .save: return save(&desk)
    default: return change(&desk) { $0.perform(action, &$1) }
    }
  }

  mutating func type(_ key: Key, _ desk: inout Desk) -> [AppEffect] {
    change(&desk) { shown, desk in
      shown.type(key, &desk)
      return .stay
    }.effects
  }

  mutating func choose(_ option: String, _ desk: inout Desk) -> [AppEffect] {
    change(&desk) { shown, desk in
      guard shown.review.focused != nil else { return .stay }
      shown.review.form.entries[shown.review.form.focus].choose(option)
      shown.moveOn(&desk)
      return .stay
    }.effects
  }

  // MARK: - Saving

  /// `F2`: asks what must be asked, then writes.
  mutating func save(_ desk: inout Desk) -> Step {
    guard case .shown(var shown) = phase else { return .stay }
    guard shown.saving == .nothing else {
      desk.status = .plain("Salvando…")
      return .stay
    }
    if !shown.review.form.entries.isEmpty { shown.review.form.tidyFocused() }
    if let index = shown.review.invalid(desk.reader) {
      let wrong = shown.review.form.entries[index]
      shown.review.form.focus = index
      phase = .shown(shown)
      let remark = desk.reader.remark(on: wrong)?.text ?? ""
      desk.status = .warning("\(wrong.field.label): \(remark) Apague o valor para rejeitá-lo.")
      return .stay
    }
    let doubtful = shown.review.doubtful
    guard doubtful.isEmpty else {
      phase = .shown(shown)
      return .go(.ask(.doubtful(DoubtfulDialog(inReview: doubtful.map(shown.review.line)))))
    }
    let request = desk.requests.next()
    shown.saving = .reply(request)
    phase = .shown(shown)
    desk.status = .plain("Salvando…")
    let decisions = shown.review.decisions(desk.reader, reasons: desk.session.reasons)
    let version = shown.review.item.contact.version
    return Step([.queue(.review(uid, decisions, version: version, request))])
  }

  /// The person has said what becomes of values that are not to be taken silently.
  mutating func answerDoubtful(keeping: Bool, _ desk: inout Desk) -> Step {
    guard case .shown(var shown) = phase else { return .stay }
    shown.review.answerDoubtful(keeping: keeping)
    phase = .shown(shown)
    return save(&desk)
  }

  // MARK: - Replies

  mutating func opened(
    _ request: RequestID, _ result: Result<ReviewItem, Failure>, _ desk: inout Desk
  ) {
    guard case .loading(request, let kept) = phase else { return }
    switch result {
    case .success(let item):
      let shown = Shown(ReviewForm(item, kept: kept))
      phase = .shown(shown)
      if desk.status.tone == .plain { shown.describe(&desk) }
    case .failure(let failure):
      phase = .failed(failure)
      desk.status = .failure(failure.message)
    }
  }

  mutating func reviewed(
    _ request: RequestID, _ result: Result<ReviewReceipt, Failure>, _ desk: inout Desk
  ) -> Step {
    guard case .shown(var shown) = phase, shown.saving.isFor(request) else { return .stay }
    shown.saving = .nothing
    switch result {
    case .success:
      let next = desk.requests.next()
      phase = .seeking(next, after: shown.review.item)
      desk.status = .success("Revisão salva.")
      desk.forgetDraft(draft)
      let filter = QueueFilter(state: shown.review.item.state, batch: batch)
      let done: [AppEffect] = draftKeeping.isStored ? [.discardDraft(draft)] : []
      return Step(done + [.queue(.look(filter, limit: 200, next))])
    case .failure(.conflict):
      let again = desk.requests.next()
      phase = .loading(again, kept: shown.review.form)
      desk.status = .warning("Outra pessoa mudou este cadastro agora: confira de novo e salve.")
      return Step([.queue(.open(uid, again))])
    case .failure(let failure):
      phase = .shown(shown)
      desk.status = .failure(failure.message)
      return .stay
    }
  }

  /// The queue as it is after a review: the next text of the same kind opens, or the list is shown again.
  mutating func found(
    _ request: RequestID, _ result: Result<QueueGlance, Failure>, _ desk: inout Desk
  ) -> Step {
    guard case .seeking(request, let done) = phase else { return .stay }
    guard case .success(let glance) = result else { return .go(.back) }
    let rows = glance.page.rows.filter { $0.uid != uid }
    // On from where the person was; what is older and was left comes last.
    let after = done.interaction.protocolNumber.description
    let later = rows.first { $0.protocolNumber.description > after }
    guard let next = later ?? rows.first else {
      desk.status = .success(
        done.state == .failed
          ? "Revisão salva: nenhum outro texto falhou."
          : "Revisão salva: não há mais textos a revisar.")
      return .go(.back)
    }
    guard let draft = desk.session.identifiers.popLast() else {
      return Step([.makeIdentifiers], .back)
    }
    let opening = desk.requests.next()
    desk.status = .success("Revisão salva. Agora o próximo.")
    return Step(
      [.queue(.open(next.uid, opening)), .makeIdentifiers],
      .replace(.review(ReviewScreen(next.uid, awaiting: opening, batch: batch, draft: draft))))
  }
}

extension ReviewScreen.Shown {
  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .confirm:
      if review.focused != nil { review.form.entries[review.form.focus].confirm() }
      moveOn(&desk)
    case .nextField: moveOn(&desk)
    case .previousField:
      isScrolled = false
      if review.focusPrevious() { describe(&desk) }
    case .options: return options(&desk)
    case .switchPane: pane = pane == .note ? .form : .note
    case .pageDown: scroll(.pageDown, desk)
    case .pageUp: scroll(.pageUp, desk)
    case .back, .cancel, .help, .save, .search, .refresh, .newInteraction, .history, .duplicates,
      .extract,
      .commands, .quit, .open, .edit, .moveUp, .moveDown, .moveToTop, .moveToBottom, .nextMatch,
      .previousMatch, .contacts, .queue, .panel, .drafts, .redraw, .suspend, .people, .shift,
      .office, .rights:
      break
    }
    return .stay
  }

  mutating func type(_ key: Key, _ desk: inout Desk) {
    guard saving == .nothing, let focused = review.focused else { return }
    if focused.field.isRepeated, key == .character(";") || key == .character(",") {
      desk.status = .plain("Aqui cada linha é um achado do texto; outro valor entra na Ficha.")
      return
    }
    _ = review.form.type(key, reasons: desk.session.reasons)
  }

  mutating func moveOn(_ desk: inout Desk) {
    isScrolled = false
    guard review.focusNext() else {
      desk.status = .plain("Último campo: F2 salva a revisão e abre o próximo texto.")
      return
    }
    describe(&desk)
  }

  func describe(_ desk: inout Desk) {
    guard review.focused != nil else {
      desk.status = .plain("Nada a conferir neste texto: F2 conclui a revisão.")
      return
    }
    desk.status = .plain("Enter confirma, editar corrige, apagar tudo rejeita; F2 salva.")
  }

  private func options(_ desk: inout Desk) -> Step {
    guard let focused = review.focused else { return .stay }
    let options = focused.field.options(reasons: desk.session.reasons)
    guard !options.isEmpty else {
      desk.status = .plain("F4: este campo não tem opções; digite o valor.")
      return .stay
    }
    return .go(
      .ask(
        .options(OptionsDialog(field: focused.field, options: options, current: focused.text))))
  }

  private mutating func scroll(_ key: Key, _ desk: Desk) {
    isScrolled = true
    _ = note.handle(key, size: Layout(size: desk.size).noteSize)
  }
}
