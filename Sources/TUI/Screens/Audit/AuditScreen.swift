import ContactsCore

/// **Auditoria**: who did what, newest first; every reading of it is in it.
struct AuditScreen: Equatable, Sendable {
  private(set) var filter: AuditFilter
  /// Whose record it is about, when it was opened from a **Ficha**.
  let name: String?
  private(set) var rows: [AuditEntry] = []
  private(set) var list = ListState()
  private(set) var view = View.list
  private(set) var failure: Failure?
  private(set) var check = Check.no
  private var listing = Awaiting.nothing
  private var paging = Awaiting.nothing
  private var reply = Awaiting.nothing
  /// Whether older entries than those loaded may exist.
  private(set) var hasMore = false

  enum View: Equatable, Sendable {
    case list
    /// One entry whole; its first line in view.
    case entry(top: Int)
  }

  /// How far the check of the chain is.
  enum Check: Equatable, Sendable {
    case no
    case running(RequestID, done: Int64, of: Int64)
    case done(AuditFinding)
  }

  static let pageSize = 100

  init(_ filter: AuditFilter, of name: String?) {
    self.filter = filter
    self.name = name
  }

  var title: String { name == nil ? "Auditoria" : "Quem viu esta ficha" }

  var place: Place { view == .list ? .audit : .auditEntry }

  var isLoading: Bool { listing != .nothing }

  var selected: AuditEntry? {
    rows.indices.contains(list.selection) ? rows[list.selection] : nil
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch view {
    case .list: performOnList(action, &desk)
    case .entry(let top): performOnEntry(action, top, &desk)
    }
  }

  private mutating func performOnList(_ action: Action, _ desk: inout Desk) -> Step {
    let page = AuditLayout(self, Layout(size: desk.size)).table.rows
    switch action {
    case .moveDown, .nextMatch: return Step(move(by: 1, &desk))
    case .moveUp, .previousMatch: return Step(move(by: -1, &desk))
    case .pageDown: return Step(move(by: page, &desk))
    case .pageUp: return Step(move(by: -page, &desk))
    case .moveToTop: return Step(move(by: -rows.count, &desk))
    case .moveToBottom: return Step(move(by: rows.count, &desk))
    case .open:
      if selected != nil { view = .entry(top: 0) }
    case .options:
      return .go(.ask(.people(.auditFilter(AuditFilterDialog(filter)))))
    case .refresh:
      desk.status = .none
      return Step([load(&desk)])
    case .people(.verify): return verify(&desk)
    case .people(.checkpoint):
      let request = desk.requests.next()
      reply = .reply(request)
      desk.status = .plain("Assinando o ponto de controle…")
      return Step([.audit(.checkpoint(request))])
    case .people(.export):
      return .go(
        .ask(.people(.auditExport(AuditExportDialog(isFiltered: filter != AuditFilter())))))
    case .cancel:
      guard case .running = check else { return Step(leave(), .back) }
      check = .no
      desk.status = .plain("Conferência interrompida.")
      return Step([.audit(.cancelVerify)])
    case .back: return Step(leave(), .back)
    default: break
    }
    return .stay
  }

  private mutating func performOnEntry(_ action: Action, _ top: Int, _ desk: inout Desk) -> Step {
    let page = max(desk.size.rows - 6, 1)
    switch action {
    case .nextMatch, .moveDown:
      view = .entry(top: 0)
      return Step(move(by: 1, &desk))
    case .previousMatch, .moveUp:
      view = .entry(top: 0)
      return Step(move(by: -1, &desk))
    case .pageDown: view = .entry(top: min(top + page, (selected?.details.count ?? 0) * 2))
    case .pageUp: view = .entry(top: max(top - page, 0))
    case .back, .cancel: view = .list
    default: break
    }
    return .stay
  }

  /// What to stop when the screen is left.
  private func leave() -> [AppEffect] {
    if case .running = check { [.audit(.cancelVerify)] } else { [] }
  }

  private mutating func verify(_ desk: inout Desk) -> Step {
    if case .running = check { return .stay }
    let request = desk.requests.next()
    check = .running(request, done: 0, of: 0)
    desk.status = .none
    return Step([.audit(.verify(request))])
  }

  // MARK: - Moving and paging

  private mutating func move(by distance: Int, _ desk: inout Desk) -> [AppEffect] {
    list.move(by: distance)
    return settle(&desk)
  }

  /// Keeps the selection in view, and asks for older entries when the end comes near.
  private mutating func settle(_ desk: inout Desk) -> [AppEffect] {
    let height = AuditLayout(self, Layout(size: desk.size)).table.rows
    list.scroll(toShow: height)
    guard hasMore, paging == .nothing, listing == .nothing, let last = rows.last,
      list.selection + 2 * height >= rows.count
    else { return [] }
    let request = desk.requests.next()
    paging = .reply(request)
    return [.audit(.list(filter, before: last.seq, request))]
  }

  /// Asks for the newest entries: a reading of the audit, and an entry of its own.
  mutating func load(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    listing = .reply(request)
    paging = .nothing
    return .audit(.list(filter, before: nil, request))
  }

  mutating func apply(_ filter: AuditFilter, _ desk: inout Desk) -> [AppEffect] {
    self.filter = filter
    desk.status = .none
    return [load(&desk)]
  }

  mutating func export(to path: String, _ desk: inout Desk) -> [AppEffect] {
    let request = desk.requests.next()
    reply = .reply(request)
    desk.status = .plain("Exportando…")
    return [.audit(.export(filter, path: path, request))]
  }

  // MARK: - Replies

  mutating func listed(
    _ request: RequestID, _ result: Result<[AuditEntry], Failure>, _ desk: inout Desk
  ) -> [AppEffect] {
    let isFirst = listing.isFor(request)
    guard isFirst || paging.isFor(request) else { return [] }
    if isFirst { listing = .nothing } else { paging = .nothing }
    switch result {
    case .success(let entries):
      failure = nil
      rows = isFirst ? entries : rows + entries
      hasMore = entries.count == AuditScreen.pageSize
      if isFirst { list = ListState() }
      list.setCount(rows.count)
      return settle(&desk)
    case .failure(let failure):
      if isFirst {
        self.failure = failure
        rows = []
        list = ListState()
      }
      desk.status = .failure(failure.message)
      return []
    }
  }

  mutating func verifying(_ request: RequestID, _ done: Int64, of total: Int64) -> [AppEffect] {
    if case .running(request, _, _) = check { check = .running(request, done: done, of: total) }
    return []
  }

  mutating func verified(
    _ request: RequestID, _ result: Result<AuditFinding, Failure>, _ desk: inout Desk
  ) -> [AppEffect] {
    guard case .running(request, _, _) = check else { return [] }
    switch result {
    case .success(let finding): check = .done(finding)
    case .failure(let failure):
      check = .no
      if failure != .interrupted { desk.status = .failure(failure.message) }
    }
    return []
  }

  mutating func checkpointed(
    _ request: RequestID, _ result: Result<CheckpointGlance, Failure>, _ desk: inout Desk
  ) -> Step {
    guard reply.isFor(request) else { return .stay }
    reply = .nothing
    switch result {
    case .success(let glance):
      desk.status = .none
      return .go(.ask(.people(.checkpoint(glance))))
    case .failure(let failure):
      desk.status = .failure(failure.message)
      return .stay
    }
  }

  mutating func exported(
    _ request: RequestID, _ result: Result<Int, Failure>, _ desk: inout Desk
  ) -> [AppEffect] {
    guard reply.isFor(request) else { return [] }
    reply = .nothing
    switch result {
    case .success(let count):
      desk.status = .success(
        count == 1 ? "Exportado: 1 registro." : "Exportados: \(grouped(count)) registros.")
    case .failure(let failure): desk.status = .failure(failure.message)
    }
    return []
  }
}
