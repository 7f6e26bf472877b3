import ContactsCore

/// **Fila**: the texts that wait for the model or for a person, and how their batches come along.
///
/// Nothing that was said is here, and no number of anybody: looking needs no audit entry.
struct QueueScreen: Equatable, Sendable {
  private(set) var rows: [QueueItemSummary] = []
  /// Where the next page begins; nil when all is loaded.
  private(set) var next: QueueCursor?
  private(set) var list = ListState()
  private(set) var filter = QueueFilter()
  private(set) var health: QueueHealth?
  private(set) var batches: [BatchGlance] = []
  private(set) var failure: Failure?
  /// Reviews that were left before they were saved.
  var kept: [UID: Kept] = [:]
  private(set) var looking = Awaiting.nothing
  private var paging = Awaiting.nothing
  private var tick = Awaiting.nothing
  private var changing = Changing.nothing

  struct Kept: Equatable, Sendable {
    let form: Form
    let draft: UID
  }

  private enum Changing: Equatable, Sendable {
    case nothing
    case reply(RequestID, done: String)
  }

  static let pageSize = 100
  /// Rows that a look reads anew; who has paged further sees the rest as it was read.
  private static let mostRefreshed = 1000

  var selected: QueueItemSummary? {
    rows.indices.contains(list.selection) ? rows[list.selection] : nil
  }

  /// The batch that alone is shown, or that of the selected text.
  func batch(_ uid: UID?) -> QueueBatch? {
    batches.first { $0.batch.uid == uid }?.batch
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .moveDown, .nextMatch: return Step(move(by: 1, &desk))
    case .moveUp, .previousMatch: return Step(move(by: -1, &desk))
    case .pageDown: return Step(move(by: height(desk), &desk))
    case .pageUp: return Step(move(by: -height(desk), &desk))
    case .moveToTop: return Step(move(by: -rows.count, &desk))
    case .moveToBottom: return Step(move(by: rows.count, &desk))
    case .open: return open(&desk)
    case .refresh:
      desk.status = .none
      return Step([look(&desk)])
    case .options: return .go(.ask(.queue(.filter(QueueFilterDialog(filter)))))
    case .queue(.batches):
      return .go(.ask(.queue(.batches(BatchesDialog(batches, shown: filter.batch)))))
    case .extract: return retry(&desk)
    case .queue(.discard): return askToDiscard(&desk)
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .help, .save, .search, .newInteraction, .history, .duplicates, .commands, .quit, .confirm,
      .edit, .nextField, .previousField, .switchPane, .contacts, .queue(.show), .queue(.pullModel),
      .panel, .drafts, .redraw, .suspend, .people, .shift, .office, .rights:
      return .stay
    }
  }

  private mutating func open(_ desk: inout Desk) -> Step {
    guard let selected else {
      desk.status = .plain("Não há texto escolhido. F4 muda o que é mostrado.")
      return .stay
    }
    switch selected.state {
    case .waiting:
      desk.status = .plain(
        selected.isBeingRead
          ? "Este texto está sendo lido agora." : "A IA ainda não leu este texto. F9 pede agora.")
      return .stay
    case .extracted, .failed:
      let kept = kept[selected.uid]
      guard let draft = kept?.draft ?? desk.session.identifiers.popLast() else {
        desk.status = .plain("Um instante, por favor: repita Enter.")
        return Step([.makeIdentifiers])
      }
      desk.status = .none
      let request = desk.requests.next()
      let review = ReviewScreen(
        selected.uid, awaiting: request, batch: filter.batch, draft: draft, kept: kept?.form)
      return Step([.queue(.open(selected.uid, request)), .makeIdentifiers], .open(.review(review)))
    case .reviewed, .discarded, .cancelled:
      let request = desk.requests.next()
      return Step(
        [.read(selected.contact, after: nil, request)],
        .open(.record(RecordScreen(selected.contact, awaiting: request))))
    }
  }

  private mutating func retry(_ desk: inout Desk) -> Step {
    guard let selected else { return .stay }
    switch selected.state {
    case .failed,
      .waiting where !selected.isBeingRead:
      return Step([change(&desk, done: "Volta a ser lido agora.") { .retry(selected.uid, $0) }])
    case .waiting:
      desk.status = .plain("Este texto está sendo lido agora.")
    case .extracted, .reviewed, .discarded, .cancelled:
      desk.status = .plain("Só se tenta de novo o que falhou ou espera.")
    }
    return .stay
  }

  private mutating func askToDiscard(_ desk: inout Desk) -> Step {
    guard let selected else { return .stay }
    guard selected.state == .failed || selected.state == .waiting else {
      desk.status = .plain("Só se descarta o que falhou ou espera; este, Enter revisa.")
      return .stay
    }
    return .go(.ask(.queue(.discard(DiscardTextDialog(selected)))))
  }

  // MARK: - What a dialog answered

  mutating func show(_ filter: QueueFilter, _ desk: inout Desk) -> [AppEffect] {
    self.filter = filter
    rows = []
    next = nil
    list = ListState()
    desk.status = .none
    return [look(&desk)]
  }

  mutating func discard(_ uid: UID, _ reason: DiscardReason, _ desk: inout Desk) -> [AppEffect] {
    [change(&desk, done: "Descartado: \(reason.label).") { .discard(uid, reason, $0) }]
  }

  mutating func steer(_ batch: UID, _ order: BatchOrder, _ desk: inout Desk) -> [AppEffect] {
    let done =
      switch order {
      case .pause: "Lote em pausa."
      case .resume: "O lote continua."
      case .cancel: "Lote cancelado: o que já foi lido continua na fila."
      case .retryFailed: "Os textos que falharam voltam a ser lidos."
      }
    return [change(&desk, done: done) { .steer(batch, order, $0) }]
  }

  private mutating func change(
    _ desk: inout Desk, done: String, _ effect: (RequestID) -> QueueEffect
  ) -> AppEffect {
    let request = desk.requests.next()
    changing = .reply(request, done: done)
    desk.status = .plain("Um instante…")
    return .queue(effect(request))
  }

  // MARK: - Moving

  mutating func select(row: Int, _ desk: inout Desk) -> [AppEffect] {
    move(by: row - list.selection, &desk)
  }

  private mutating func move(by distance: Int, _ desk: inout Desk) -> [AppEffect] {
    list.move(by: distance)
    return settle(&desk)
  }

  private func height(_ desk: Desk) -> Int { QueueLayout(self, Layout(size: desk.size)).table.rows }

  /// Keeps the selection in view, and asks for the next page when its end comes near.
  mutating func settle(_ desk: inout Desk) -> [AppEffect] {
    list.scroll(toShow: height(desk))
    guard let next, paging == .nothing, looking == .nothing,
      list.selection + 2 * height(desk) >= rows.count
    else { return [] }
    let request = desk.requests.next()
    paging = .reply(request)
    return [.queue(.page(filter, after: next, request))]
  }

  // MARK: - Looking

  /// Reads anew what is in view; an older look is overtaken.
  mutating func look(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    looking = .reply(request)
    paging = .nothing
    let limit = min(max(rows.count, QueueScreen.pageSize), QueueScreen.mostRefreshed)
    return .queue(.look(filter, limit: limit, request))
  }

  /// The pause is over; one that was begun before the screen was left says nothing.
  mutating func ticked(_ request: RequestID, _ desk: inout Desk) -> [AppEffect] {
    guard tick.isFor(request) else { return [] }
    tick = .nothing
    return looking == .nothing ? [look(&desk)] : []
  }

  mutating func looked(
    _ request: RequestID, _ result: Result<QueueGlance, Failure>, _ desk: inout Desk
  ) -> [AppEffect] {
    guard looking.isFor(request) else { return [] }
    looking = .nothing
    switch result {
    case .success(let glance):
      failure = nil
      health = glance.health
      batches = glance.batches
      if rows.count <= QueueScreen.mostRefreshed { take(glance.page) }
    case .failure(.interrupted):
      break
    case .failure(let failure):
      self.failure = failure
      desk.status = .failure(failure.message)
    }
    let pause = desk.requests.next()
    tick = .reply(pause)
    return settle(&desk) + [.tick(after: rest, .queue(pause))]
  }

  /// Soon while something moves, seldom while nothing does.
  private var rest: Duration {
    guard let health, health.waiting > 0 else { return .seconds(15) }
    return .seconds(2)
  }

  /// The selection stays on its text, or on its row when the text is gone.
  private mutating func take(_ page: QueuePage) {
    let selected = self.selected?.uid
    rows = page.rows
    next = page.next
    list.setCount(rows.count)
    if let index = rows.firstIndex(where: { $0.uid == selected }) { list.select(index) }
  }

  mutating func paged(
    _ request: RequestID, _ result: Result<QueuePage, Failure>, _ desk: inout Desk
  ) -> [AppEffect] {
    guard paging.isFor(request) else { return [] }
    paging = .nothing
    switch result {
    case .success(let page):
      rows += page.rows
      next = page.next
      list.setCount(rows.count)
      return settle(&desk)
    case .failure(.interrupted):
      return []
    case .failure(let failure):
      desk.status = .failure(failure.message)
      return []
    }
  }

  mutating func changed(
    _ request: RequestID, _ result: Result<Int, Failure>, _ desk: inout Desk
  ) -> [AppEffect] {
    guard case .reply(request, let done) = changing else { return [] }
    changing = .nothing
    switch result {
    case .success(let count):
      desk.status = count == 0 ? .plain("Não havia nada a mudar.") : .success(done)
    case .failure(let failure):
      desk.status = .failure(failure.message)
    }
    return [look(&desk)]
  }
}
