import ContactsCore

/// `F4`: the options of a field.
struct OptionsDialog: Equatable, Sendable {
  let field: FormField
  var chooser: Chooser

  init(field: FormField, options: [String], current: String) {
    self.field = field
    let wanted = folded(current)
    chooser = Chooser(options, selected: options.firstIndex { folded($0) == wanted } ?? 0)
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter {
      return chooser.chosen.map { .chooses(chooser.items[$0]) } ?? .stays
    }
    _ = chooser.type(key)
    return .stays
  }
}

/// Forms that were not saved: recover one, or discard it by a word.
struct DraftsDialog: Equatable, Sendable {
  let drafts: [Draft]
  var chooser: Chooser

  /// `unkept` are those of them that the store could not take.
  init(_ drafts: [Draft], unkept: Set<UID> = []) {
    self.drafts = drafts
    chooser = Chooser(
      drafts.map { DraftsDialog.line($0) + (unkept.contains($0.uid) ? " (não guardado)" : "") })
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .enter:
      return chooser.chosen.map { .recovers(drafts[$0]) } ?? .closes
    case .character("d"), .character("D"), .delete:
      return chooser.chosen.map { .asksToDiscard(drafts[$0]) } ?? .stays
    default:
      _ = chooser.type(key, filters: false)
      return .stays
    }
  }

  /// `Rascunho de 10:42: Maria Silva`.
  static func line(_ draft: Draft) -> String {
    let time = draft.updatedAt.local
    return "Rascunho de \(time.date.display) \(time.clock): \(DraftText(draft)?.title ?? "texto")"
  }
}

/// Destroying a draft takes a word, so that no single key can do it.
struct DiscardDialog: Equatable, Sendable {
  static let word = "descartar"
  let draft: Draft
  var input = TextField()

  init(_ draft: Draft) {
    self.draft = draft
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter {
      return folded(trimmed(input.text)) == DiscardDialog.word ? .discards(draft) : .stays
    }
    _ = input.handle(key)
    return .stays
  }
}

/// What would be lost by leaving takes a word, so that no single key can lose it.
struct UnsavedDialog: Equatable, Sendable {
  let lines: [String]
  var input = TextField()

  init(_ drafts: [Draft]) {
    lines = drafts.map(DraftsDialog.line)
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard key == .enter else {
      _ = input.handle(key)
      return .stays
    }
    if isBlank(input.text) { return .triesAgain }
    return folded(trimmed(input.text)) == DiscardDialog.word ? .quits : .stays
  }
}

/// Values that the note does not say, before saving.
struct DoubtfulDialog: Equatable, Sendable {
  /// `Nome: Maria Silva`.
  let lines: [String]
  let heading: String
  let question: String

  init(_ entries: [FormEntry]) {
    lines = entries.map { "\($0.field.label): \($0.text)" }
    heading = "Não está no texto"
    question =
      "Estes valores não foram encontrados no texto. Confirme com a pessoa antes de salvar:"
  }

  /// Of a review, each line with what speaks against its value.
  init(inReview lines: [String]) {
    self.lines = lines
    heading = "A confirmar"
    question = "Estes valores ninguém confirmou ainda. Ficam no cadastro?"
  }

  func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .character("s"), .character("S"): .savesDoubtful(keeping: true)
    case .character("d"), .character("D"): .savesDoubtful(keeping: false)
    default: .stays
    }
  }
}

/// Values that do not fit their fields, before saving.
struct InvalidDialog: Equatable, Sendable {
  /// `CPF 529.982.247-24: dígito verificador não confere…`.
  let lines: [String]

  init(_ entries: [FormEntry], reader: FieldReader) {
    lines = entries.map { entry in
      "\(entry.field.label) \(entry.text): \(reader.remark(on: entry)?.text ?? "")"
    }
  }

  func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .character("s"), .character("S"): .savesInvalid
    case .enter: .closes
    default: .stays
    }
  }
}

/// A telephone that somebody had who was erased: whose it is now is asked, and nobody is told more.
struct TelephoneDialog: Equatable, Sendable {
  func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .character("o"), .character("O"): .tellsWhose(isOther: true)
    case .character("e"), .character("E"): .tellsWhose(isOther: false)
    default: .stays
    }
  }
}

/// People who are registered with the same data.
struct DuplicatesDialog: Equatable, Sendable {
  let matches: [DuplicateMatch]
  /// Whether it interrupts a save.
  let isSaving: Bool
  var chooser: Chooser

  init(_ matches: [DuplicateMatch], isSaving: Bool) {
    self.matches = matches
    self.isSaving = isSaving
    chooser = Chooser(matches.map { DuplicatesDialog.line($0) })
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .enter, .function(8):
      return chooser.chosen.map { .usesExisting(matches[$0]) } ?? .stays
    case .character("s"), .character("S"):
      return isSaving ? .savesAnyway : .stays
    default:
      _ = chooser.type(key, filters: false)
      return .stays
    }
  }

  /// Masked, as in lists, and nothing of a closed record: `Maria Silva · (11) •••••-4321 · mesmo telefone · 3 atendimentos`.
  ///
  /// A long name gives way to the rest down to two dozen columns; then what is left of the rest is cut.
  static func line(_ match: DuplicateMatch, to width: Int = 72) -> String {
    let summary = match.summary
    let name = summary.shownName
    if summary.access == .hidden { return name }
    let rest = [
      summary.maskedPhone ?? summary.maskedEmail ?? summary.maskedCPF ?? "",
      match.rule.label, interactions(summary.interactionCount),
    ].filter { !$0.isEmpty }.map { " · \($0)" }.joined()
    return shortened(name, to: max(width - columns(of: rest), 24)) + rest
  }
}

/// `1 atendimento`, `3 atendimentos`.
func interactions(_ count: Int) -> String {
  "\(grouped(count)) \(count == 1 ? "atendimento" : "atendimentos")"
}
