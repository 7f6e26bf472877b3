import ContactsCore

/// What is asked over **Fila**.
enum QueueDialog: Equatable, Sendable {
  case filter(QueueFilterDialog)
  case discard(DiscardTextDialog)
  case batches(BatchesDialog)
  case cancelBatch(CancelBatchDialog)

  mutating func type(_ key: Key) -> DialogOutcome {
    switch self {
    case .filter(var dialog):
      defer { self = .filter(dialog) }
      return dialog.type(key)
    case .discard(var dialog):
      defer { self = .discard(dialog) }
      return dialog.type(key)
    case .batches(var dialog):
      defer { self = .batches(dialog) }
      return dialog.type(key)
    case .cancelBatch(var dialog):
      defer { self = .cancelBatch(dialog) }
      return dialog.type(key)
    }
  }

  /// The keys of the dialog, for the line of keys.
  var hints: [(key: String, label: String)] {
    switch self {
    case .filter: [("Enter", "Mostrar"), ("Esc", "Fechar"), ("letras", "Filtrar")]
    case .discard: [("letras", "Motivo"), ("Enter", "Descartar"), ("Esc", "Voltar")]
    case .batches:
      [
        ("Enter", "Só este lote"), ("P", "Pausar/retomar"), ("T", "Tentar os que falharam"),
        ("C", "Cancelar"), ("Esc", "Fechar"),
      ]
    case .cancelBatch: [("Enter", "Cancelar o lote"), ("Esc", "Voltar")]
    }
  }
}

/// What a person chose in a dialog over **Fila**.
enum QueueChoice: Equatable, Sendable {
  case shows(QueueFilter)
  case discards(UID, DiscardReason)
  case steers(UID, BatchOrder)
  case asksToCancel(BatchGlance)
}

/// `F4`: which texts are shown.
struct QueueFilterDialog: Equatable, Sendable {
  private static let states: [QueueState?] = [
    nil, .waiting, .extracted, .failed, .reviewed, .discarded, .cancelled,
  ]
  let filter: QueueFilter
  var chooser: Chooser

  init(_ filter: QueueFilter) {
    self.filter = filter
    chooser = Chooser(
      QueueFilterDialog.states.map {
        $0?.filterLabel ?? "Todos os pendentes"
      },
      selected: QueueFilterDialog.states.firstIndex(of: filter.state) ?? 0)
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter {
      guard let chosen = chooser.chosen else { return .stays }
      let state = QueueFilterDialog.states[chosen]
      return .queue(.shows(QueueFilter(state: state, batch: filter.batch)))
    }
    _ = chooser.type(key)
    return .stays
  }
}

/// Taking a text out of the queue takes its reason, typed until one alone is left: no single key can do it.
struct DiscardTextDialog: Equatable, Sendable {
  let uid: UID
  let title: String
  var chooser = Chooser(DiscardReason.allCases.map(\.label))

  init(_ item: QueueItemSummary) {
    uid = item.uid
    let name = item.name?.revealed(for: .screen) ?? "(sem nome)"
    title = "\(item.protocolNumber) · \(name)"
  }

  /// Nil until the letters leave no doubt.
  var reason: DiscardReason? {
    let matches = chooser.matches
    guard !isBlank(chooser.filter.text), matches.count == 1 else { return nil }
    return DiscardReason.allCases[matches[0]]
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter { return reason.map { .queue(.discards(uid, $0)) } ?? .stays }
    _ = chooser.type(key)
    return .stays
  }
}

/// The batches that are under way, each with how far it is.
struct BatchesDialog: Equatable, Sendable {
  let batches: [BatchGlance]
  /// The batch that alone is shown now.
  let shown: UID?
  var chooser: Chooser

  init(_ batches: [BatchGlance], shown: UID?) {
    self.batches = batches
    self.shown = shown
    let lines = batches.map { glance in
      [glance.batch.label, glance.progress.label, glance.notes]
        .filter { !$0.isEmpty }.joined(separator: " · ")
    }
    let selected = batches.firstIndex { $0.batch.uid == shown }
    chooser = Chooser(["Todos os textos"] + lines, selected: selected.map { $0 + 1 } ?? 0)
  }

  /// Nil on the first row.
  private var chosen: BatchGlance? {
    chooser.chosen.flatMap { $0 == 0 ? nil : batches[$0 - 1] }
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .enter: return .queue(.shows(QueueFilter(batch: chosen?.batch.uid)))
    case .character("p"), .character("P"):
      guard let batch = chosen?.batch else { return .stays }
      return .queue(.steers(batch.uid, batch.state == .paused ? .resume : .pause))
    case .character("t"), .character("T"):
      return chosen.map { .queue(.steers($0.batch.uid, .retryFailed)) } ?? .stays
    case .character("c"), .character("C"):
      return chosen.map { .queue(.asksToCancel($0)) } ?? .stays
    default:
      _ = chooser.type(key, filters: false)
      return .stays
    }
  }
}

/// Cancelling a batch takes a word.
struct CancelBatchDialog: Equatable, Sendable {
  static let word = "cancelar"
  let glance: BatchGlance
  var input = TextField()

  init(_ glance: BatchGlance) {
    self.glance = glance
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter {
      return folded(trimmed(input.text)) == CancelBatchDialog.word
        ? .queue(.steers(glance.batch.uid, .cancel)) : .stays
    }
    _ = input.handle(key)
    return .stays
  }
}
