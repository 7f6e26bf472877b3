import ContactsCore

/// The fields of a record being corrected, against the version that was read.
struct RecordEditing: Equatable, Sendable {
  /// As the store held it when the record was opened.
  var base: Contact
  var form: Form
  let draft: UID
  var saving = Awaiting.nothing
  var draftKeeping = DraftKeeping()

  init(_ contact: Contact, draft: UID) {
    base = contact
    form = Form(editing: contact.fields)
    self.draft = draft
  }

  /// Goes on with corrections that were not saved.
  ///
  /// They are against the version that was read then: if somebody has saved since, the store will say so on saving.
  init?(recovering draft: Draft, of contact: Contact) {
    guard let text = DraftText(draft), case .record(_, let version) = text.subject else {
      return nil
    }
    base = Contact(
      uid: contact.uid, fields: contact.fields, status: contact.status,
      createdAt: contact.createdAt, updatedAt: contact.updatedAt, version: version)
    form = text.form
    self.draft = draft.uid
    draftKeeping.mark(stored: true)
  }

  var isChanged: Bool {
    form.entries.contains { entry in
      if case .manual = entry.source { true } else { false }
    }
  }

  func registration(_ desk: Desk) -> FormRegistration {
    FormRegistration(form: form, reader: desk.reader, reasons: desk.session.reasons)
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, of uid: UID, _ desk: inout Desk) -> Step {
    switch action {
    case .save: return save(uid, &desk)
    case .confirm, .nextField:
      if form.focusNext() {
        desk.status = .plain(form.focused.field.hint)
      } else {
        desk.status = .plain("Último campo: F2 salva.")
      }
    case .previousField:
      if form.focusPrevious() { desk.status = .plain(form.focused.field.hint) }
    case .options:
      let field = form.focused.field
      let options = field.options(reasons: desk.session.reasons)
      return .go(
        .ask(.options(OptionsDialog(field: field, options: options, current: form.focused.text))))
    case .back, .cancel: return Step(leave(uid, &desk))
    case .help, .search, .refresh, .newInteraction, .history, .duplicates, .extract, .commands,
      .quit, .open, .edit, .switchPane, .moveUp, .moveDown, .pageUp, .pageDown, .moveToTop,
      .moveToBottom, .nextMatch, .previousMatch, .contacts, .queue, .panel, .drafts, .redraw,
      .suspend,
      .people, .shift, .office, .rights:
      break
    }
    return .stay
  }

  mutating func type(_ key: Key, _ desk: inout Desk) -> [AppEffect] {
    guard saving == .nothing else { return [] }
    let before = form.entries
    guard form.type(key, reasons: []), form.entries != before else { return [] }
    return draftKeeping.changed(&desk)
  }

  // MARK: - Saving

  private mutating func save(_ uid: UID, _ desk: inout Desk) -> Step {
    guard saving == .nothing else { return .stay }
    form.tidyFocused()
    guard isChanged else {
      desk.status = .plain("Nada mudou nesta ficha.")
      return .stay
    }
    let registration = registration(desk)
    if let wrong = registration.invalid.first, let remark = desk.reader.remark(on: wrong) {
      form.focus(on: wrong.field)
      desk.status = .warning("\(wrong.field.label): \(remark.text)")
      return .stay
    }
    return Step([write(registration.contact, over: base, uid, &desk)])
  }

  /// The attendant has chosen between the two versions.
  mutating func resolve(_ conflict: ConflictDialog, _ uid: UID, _ desk: inout Desk) -> [AppEffect] {
    base = conflict.theirs
    let merged = conflict.merged
    form = Form(editing: merged)
    guard merged != base.fields else {
      desk.status = .plain("Ficou a versão que já estava salva.")
      return []
    }
    // Read from the merge, and not yet what the store holds.
    for index in form.entries.indices
    where form.entries[index].text != base.fields.line(of: form.entries[index].field) {
      form.entries[index].markEdited()
    }
    return [write(merged, over: base, uid, &desk)]
  }

  private mutating func write(
    _ fields: ContactFields, over contact: Contact, _ uid: UID, _ desk: inout Desk
  ) -> AppEffect {
    let request = desk.requests.next()
    saving = .reply(request)
    desk.status = .plain("Salvando…")
    return .update(uid, to: fields, version: contact.version, draft: draft, request)
  }

  // MARK: - Drafts

  func draftText(_ uid: UID) -> DraftText {
    DraftText(
      subject: .record(uid: uid.text, version: base.version), startedAt: base.updatedAt,
      idempotencyKey: draft, note: "", form: form)
  }

  mutating func keep(
    _ uid: UID, _ desk: inout Desk, announcing sentence: String? = nil
  ) -> [AppEffect] {
    draftKeeping.write(draft, draftText(uid).text, &desk, announcing: sentence)
  }

  mutating func leave(_ uid: UID, _ desk: inout Desk) -> [AppEffect] {
    form.tidyFocused()
    guard isChanged else {
      desk.forgetDraft(draft)
      desk.status = .none
      return draftKeeping.isStored ? [.discardDraft(draft)] : []
    }
    return keep(
      uid, &desk,
      announcing: "Alterações guardadas como rascunho: Ctrl-P, Rascunhos, as recupera.")
  }
}
