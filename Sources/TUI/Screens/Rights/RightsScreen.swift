import ContactsCore

/// **LGPD**: what people ask for by the law, the first to be due first, and one request with its steps.
struct RightsScreen: Equatable, Sendable {
  private(set) var rows: [RequestSummary] = []
  private(set) var list = ListState()
  private(set) var onlyOpen = true
  private(set) var view = View.list
  private(set) var holds = HoldsPage()
  private(set) var incidents = IncidentsPage()
  private(set) var failure: Failure?
  private var listing = Awaiting.nothing
  private var reply = Awaiting.nothing

  enum View: Equatable, Sendable {
    case list
    /// One request, and the step that the keys act on.
    case request(SubjectRequest, ListState)
    case holds
    case incidents
  }

  static let most = 500

  var place: Place {
    switch view {
    case .list: .rights
    case .request: .request
    case .holds: .holds
    case .incidents: incidents.opened == nil ? .incidents : .incident
    }
  }

  /// Whether the list in view has no rows.
  var isEmpty: Bool {
    switch view {
    case .list: rows.isEmpty
    case .request: false
    case .holds: holds.rows.isEmpty
    case .incidents: incidents.isEmpty
    }
  }

  var isLoading: Bool { listing != .nothing }

  var selected: RequestSummary? {
    rows.indices.contains(list.selection) ? rows[list.selection] : nil
  }

  var opened: SubjectRequest? {
    if case .request(let request, _) = view { request } else { nil }
  }

  /// The step of the request in view that the keys act on.
  var step: RequestStep? {
    guard case .request(let request, let list) = view,
      request.steps.indices.contains(list.selection)
    else { return nil }
    return request.steps[list.selection]
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    if action == .switchPane { return turn(&desk) }
    return switch view {
    case .list: performOnList(action, &desk)
    case .request(let request, let list): perform(action, on: request, list, &desk)
    case .holds: holds.perform(action, &desk)
    case .incidents: incidents.perform(action, &desk)
    }
  }

  /// From the requests to the holds, to the incidents, and round again.
  private mutating func turn(_ desk: inout Desk) -> Step {
    desk.status = .none
    switch view {
    case .list:
      view = .holds
      return Step([holds.load(&desk)])
    case .holds:
      view = .incidents
      return Step([incidents.load(&desk)])
    case .incidents, .request:
      view = .list
      return Step([load(&desk)])
    }
  }

  private mutating func performOnList(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .open:
      guard let selected else { return .stay }
      return Step([open(selected.protocolNumber, &desk)])
    case .options:
      onlyOpen.toggle()
      desk.status = .none
      return Step([load(&desk)])
    case .refresh:
      desk.status = .none
      return Step([load(&desk)])
    case .rights(.new):
      return .go(.ask(.rights(.new(NewRequestDialog(of: nil, desk.session.channel)))))
    default:
      MergeScreen.move(&list, action)
      return .stay
    }
  }

  private mutating func perform(
    _ action: Action, on request: SubjectRequest, _ list: ListState, _ desk: inout Desk
  ) -> Step {
    let number = request.protocolNumber
    switch action {
    case .back, .cancel:
      view = .list
      desk.status = .none
      return Step([load(&desk)])
    case .refresh: return Step([open(number, &desk)])
    case .open: return doStep(of: request, &desk)
    case .save:
      guard isOpen(request, &desk) else { return .stay }
      if let next = request.pending.first {
        desk.status = .warning("Falta: \(next.text). Enter o faz.")
        select(next.code)
        return .stay
      }
      return Step([.rights(.fulfil(number, ask(&desk)))])
    case .rights(.refuse):
      guard isOpen(request, &desk) else { return .stay }
      return .go(.ask(.rights(.refusal(RefusalDialog(number)))))
    case .rights(.record), .rights(.consents), .rights(.hold):
      guard let uid = request.summary.contact else {
        desk.status = .plain("Este pedido não tem cadastro.")
        return .stay
      }
      if action == .rights(.hold) {
        return .go(.ask(.rights(.hold(HoldDialog(of: uid, request.summary.name)))))
      }
      let reading = desk.requests.next()
      desk.status = .none
      if action == .rights(.record) {
        return Step(
          [.read(uid, after: nil, reading)], .open(.record(RecordScreen(uid, awaiting: reading))))
      }
      return Step(
        [.rights(.consents(uid, reading))],
        .open(.consents(ConsentScreen(uid, of: request.summary.name, awaiting: reading))))
    default:
      var list = list
      MergeScreen.move(&list, action)
      view = .request(request, list)
      return .stay
    }
  }

  private func isOpen(_ request: SubjectRequest, _ desk: inout Desk) -> Bool {
    guard request.summary.state.isClosed else { return true }
    desk.status = .plain("Este pedido já foi \(request.summary.state.label).")
    return false
  }

  private mutating func select(_ code: String) {
    guard case .request(let request, var list) = view else { return }
    list.select(request.steps.firstIndex { $0.code == code } ?? 0)
    view = .request(request, list)
  }

  /// What the step takes: words of evidence, a file, or the deed itself.
  private mutating func doStep(of request: SubjectRequest, _ desk: inout Desk) -> Step {
    guard let step, isOpen(request, &desk) else { return .stay }
    let number = request.protocolNumber
    guard step.isAutomatic else {
      return .go(.ask(.rights(.step(StepDialog(request, step)))))
    }
    switch (step.code, request.summary.contact) {
    case ("resposta", _):
      let earlier = request.steps.prefix { $0.code != step.code }
      if let missing = earlier.first(where: { $0.done == nil }) {
        desk.status = .warning("Antes da resposta: \(missing.text).")
        select(missing.code)
        return .stay
      }
      return .go(.ask(.rights(.answer(AnswerDialog(request)))))
    case (_, _) where step.done != nil:
      desk.status = .plain("Este passo já foi feito.")
      return .stay
    case ("eliminacao", let uid?), ("anonimizacao", let uid?):
      desk.status = .plain("Contando o que sai…")
      return Step([.rights(.previewErasure(uid, number, ask(&desk)))])
    case ("revogacao", let uid?):
      return Step([.rights(.revoke(uid, request.channel, ask(&desk)))])
    default:
      desk.status = .plain("Este passo é do programa, e espera pelos outros.")
      return .stay
    }
  }

  private mutating func ask(_ desk: inout Desk) -> RequestID {
    let request = desk.requests.next()
    reply = .reply(request)
    return request
  }

  // MARK: - Asking

  mutating func load(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    listing = .reply(request)
    return .rights(.list(RequestFilter(onlyOpen: onlyOpen), request))
  }

  mutating func open(_ number: DeskProtocol, _ desk: inout Desk) -> AppEffect {
    .rights(.open(number, ask(&desk)))
  }

  /// Reads again what a change has changed.
  mutating func reload(_ desk: inout Desk) -> [AppEffect] {
    switch view {
    case .holds: [holds.load(&desk)]
    case .incidents: [incidents.load(&desk)]
    case .list, .request: []
    }
  }

  // MARK: - Replies

  mutating func updateHolds(_ change: (inout HoldsPage) -> Void) { change(&holds) }

  mutating func updateIncidents(_ change: (inout IncidentsPage) -> Void) { change(&incidents) }

  mutating func listed(
    _ request: RequestID, _ result: Result<[RequestSummary], Failure>, _ desk: inout Desk
  ) {
    guard listing.isFor(request) else { return }
    listing = .nothing
    switch result {
    case .success(let found):
      failure = nil
      rows = found
      list.setCount(found.count)
    case .failure(let failure):
      self.failure = failure
      rows = []
      list = ListState()
      desk.status = .failure(failure.message)
    }
  }

  mutating func opened(
    _ request: RequestID, _ result: Result<SubjectRequest, Failure>, _ desk: inout Desk
  ) {
    guard reply.isFor(request) else { return }
    reply = .nothing
    switch result {
    case .success(let request): show(request)
    case .failure(let failure): desk.status = .failure(failure.message)
    }
  }

  /// What was done to it, without a dialog; false for the answer to something else.
  mutating func changed(
    _ request: RequestID, _ result: Result<SubjectRequest, Failure>, _ desk: inout Desk
  ) {
    guard reply.isFor(request) else { return }
    reply = .nothing
    switch result {
    case .success(let request):
      show(request)
      desk.status = .success(
        "Pedido \(request.protocolNumber) \(request.summary.state.label).")
    case .failure(let failure): desk.status = .failure(failure.message)
    }
  }

  /// Whether this is the answer it waits for; it then waits no longer.
  mutating func takes(_ request: RequestID) -> Bool {
    guard reply.isFor(request) else { return false }
    reply = .nothing
    return true
  }

  /// Shows a request, at the first step that is still to be done.
  mutating func show(_ request: SubjectRequest) {
    var steps = ListState(count: request.steps.count)
    steps.select(request.steps.firstIndex { $0.done == nil } ?? request.steps.count - 1)
    view = .request(request, steps)
  }
}
