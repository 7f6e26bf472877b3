import ContactsCore

/// **Ficha**: all that is known of one person, shown after the reading has been audited.
struct RecordScreen: Equatable, Sendable {
  let uid: UID
  var phase: Phase
  /// When it was read: what the handling time of a wrap-up is counted from.
  private(set) var openedAt: Timestamp?

  /// A record that is being read; corrections that were not saved are gone on with once it is.
  init(_ uid: UID, awaiting request: RequestID, recovering draft: Draft? = nil) {
    self.uid = uid
    phase = .loading(request, recovering: draft)
  }

  enum Phase: Equatable, Sendable {
    case loading(RequestID, recovering: Draft?)
    case shown(ContactRecord, Mode)
    case failed(Failure)
  }

  enum Mode: Equatable, Sendable {
    /// The first line in view of what does not fit.
    case viewing(top: Int)
    /// An index of the record's interactions, and how far its text is scrolled.
    case browsing(Int, top: Int)
    case editing(RecordEditing)
  }

  var place: Place {
    switch phase {
    case .failed(.restricted): .recordClosed
    case .loading, .failed, .shown(_, .viewing): .recordView
    case .shown(_, .browsing): .history
    case .shown(_, .editing): .recordField
    }
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch phase {
    case .loading, .failed:
      if action == .refresh { return Step([reload(&desk)]) }
      if action == .open, phase == .failed(.restricted) {
        return .go(.ask(.people(.breakGlass(BreakGlassDialog(uid)))))
      }
      return action == .back || action == .cancel ? .go(.back) : .stay
    case .shown(let record, .viewing(let top)):
      return view(record, top, action, &desk)
    case .shown(let record, .browsing(let index, let top)):
      return browse(record, index, top, action, &desk)
    case .shown(let record, .editing(var editing)):
      let step = editing.perform(action, of: uid, &desk)
      if action == .back || action == .cancel {
        phase = .shown(record, .viewing(top: 0))
      } else {
        phase = .shown(record, .editing(editing))
      }
      return step
    }
  }

  private mutating func view(
    _ record: ContactRecord, _ top: Int, _ action: Action, _ desk: inout Desk
  ) -> Step {
    switch action {
    case .back, .cancel: return .go(.back)
    case .refresh: return Step([reload(&desk)])
    case .pageDown: phase = .shown(record, .viewing(top: top + max(desk.size.rows - 6, 1)))
    case .pageUp: phase = .shown(record, .viewing(top: max(top - max(desk.size.rows - 6, 1), 0)))
    case .history:
      guard !record.interactions.isEmpty else {
        desk.status = .plain("Esta pessoa ainda não tem atendimentos. F6 abre um.")
        return .stay
      }
      phase = .shown(record, .browsing(0, top: 0))
    case .edit: return edit(record, &desk)
    case .help, .save, .search, .options, .newInteraction, .duplicates, .extract, .commands, .quit,
      .open, .confirm, .nextField, .previousField, .switchPane, .moveUp, .moveDown, .moveToTop,
      .moveToBottom, .nextMatch, .previousMatch, .contacts, .queue, .panel, .drafts, .redraw,
      .suspend,
      .people, .shift, .office, .rights:
      break
    }
    return .stay
  }

  private mutating func browse(
    _ record: ContactRecord, _ index: Int, _ top: Int, _ action: Action, _ desk: inout Desk
  ) -> Step {
    let last = record.interactions.count - 1
    func at(_ index: Int, top: Int = 0) -> Phase {
      .shown(record, .browsing(min(max(index, 0), last), top: max(top, 0)))
    }
    switch action {
    case .moveDown, .nextMatch: phase = at(index + 1)
    case .moveUp, .previousMatch: phase = at(index - 1)
    case .moveToTop: phase = at(0)
    case .moveToBottom: phase = at(last)
    case .pageDown: phase = at(index, top: top + 5)
    case .pageUp: phase = at(index, top: top - 5)
    case .back, .cancel, .history: phase = .shown(record, .viewing(top: 0))
    case .refresh: return Step([reload(&desk)])
    case .help, .save, .search, .options, .newInteraction, .duplicates, .extract, .commands, .quit,
      .open, .confirm, .edit, .nextField, .previousField, .switchPane, .contacts, .queue, .panel,
      .drafts,
      .redraw, .suspend, .people, .shift, .office, .rights:
      break
    }
    return .stay
  }

  private mutating func edit(_ record: ContactRecord, _ desk: inout Desk) -> Step {
    guard let draft = desk.session.identifiers.popLast() else {
      desk.status = .plain("Um instante, por favor: repita Enter.")
      return Step([.makeIdentifiers])
    }
    let editing = RecordEditing(record.contact, draft: draft)
    phase = .shown(record, .editing(editing))
    desk.status = .plain(editing.form.focused.field.hint)
    return Step([.makeIdentifiers])
  }

  /// Reads it again: a new reading, and a new audit entry.
  mutating func reload(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    phase = .loading(request, recovering: nil)
    return .read(uid, after: nil, request)
  }

  // MARK: - Replies

  /// Shows what was opened in an emergency.
  mutating func show(_ record: ContactRecord) {
    phase = .shown(record, .viewing(top: 0))
  }

  /// Of the record in view; nil while none is.
  var version: Int? {
    if case .shown(let record, _) = phase { record.contact.version } else { nil }
  }

  /// The name of who is in view; nil while nobody is.
  var shownName: String? {
    guard case .shown(let record, _) = phase else { return nil }
    return record.contact.fields.name?.revealed(for: .screen) ?? "sem nome"
  }

  /// What the record in view has to reach the person by.
  var reach: NewRequestDialog.Reach {
    guard case .shown(let record, _) = phase else { return NewRequestDialog.Reach() }
    let fields = record.contact.fields
    return NewRequestDialog.Reach(
      hasPhone: !fields.phones.isEmpty, hasSafeChannel: fields.safeChannel != nil)
  }

  mutating func read(
    _ request: RequestID, _ result: Result<ContactRecord, Failure>, _ desk: inout Desk
  ) {
    guard case .loading(request, let draft) = phase else { return }
    switch result {
    case .success(let record):
      openedAt = openedAt ?? desk.session.now
      if let draft, let editing = RecordEditing(recovering: draft, of: record.contact) {
        phase = .shown(record, .editing(editing))
        desk.status = .success("Rascunho recuperado: F2 salva.")
      } else {
        phase = .shown(record, .viewing(top: 0))
      }
    case .failure(let failure):
      phase = .failed(failure)
      desk.status = .failure(failure.message)
    }
  }

  mutating func updated(
    _ request: RequestID, _ result: Result<Contact, Failure>, _ desk: inout Desk
  ) -> Step {
    guard case .shown(let record, .editing(var editing)) = phase,
      editing.saving.isFor(request)
    else { return .stay }
    editing.saving = .nothing
    switch result {
    case .success(let contact):
      desk.status = .success("Ficha salva.")
      desk.forgetDraft(editing.draft)
      let fresh = ContactRecord(
        contact: contact, interactions: record.interactions, consents: record.consents,
        restriction: record.restriction, callbacks: record.callbacks,
        guardianCaution: record.guardianCaution)
      phase = .shown(fresh, .viewing(top: 0))
      return .stay
    case .failure(.conflict(let current)):
      desk.status = .warning(Failure.conflict(current).message)
      phase = .shown(record, .editing(editing))
      let mine = editing.registration(desk).contact
      return .go(
        .ask(
          .conflict(
            ConflictDialog(base: editing.base.fields, mine: mine, theirs: current))))
    case .failure(let failure):
      desk.status = .failure(failure.message)
      let effects = editing.keep(uid, &desk)
      phase = .shown(record, .editing(editing))
      return Step(effects)
    }
  }

  /// Changes the form being edited, if one is.
  mutating func edit<Answer>(_ change: (inout RecordEditing) -> Answer) -> Answer? {
    guard case .shown(let record, .editing(var editing)) = phase else { return nil }
    let answer = change(&editing)
    phase = .shown(record, .editing(editing))
    return answer
  }

  var editing: RecordEditing? {
    if case .shown(_, .editing(let editing)) = phase { editing } else { nil }
  }
}
