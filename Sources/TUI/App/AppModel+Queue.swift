import ContactsCore

/// **Fila** and **Revisão** among the other screens.
extension AppModel {
  /// To **Fila**, leaving what is above **Contatos**; a form on the way is kept as a draft.
  mutating func goToQueue() -> [AppEffect] {
    guard contacts != nil, queue == nil || screens.count > 2 else { return [] }
    let effects = keepDrafts(leaving: true)
    let known = queue
    popToContacts()
    push(.queue(known ?? QueueScreen()))
    return effects + arrive()
  }

  /// What a screen that comes into view again must read anew.
  mutating func arrive() -> [AppEffect] {
    switch screen {
    case .contacts: updateContacts { $0.refresh(&$1) }
    case .queue: updateQueue { [$0.look(&$1)] }
    default: lookAtShift()
    }
  }

  mutating func updated(by message: QueueMessage) -> [AppEffect] {
    switch message {
    case .looked(let request, let result):
      let effects = updateQueue { $0.looked(request, result, &$1) }
      return effects + follow(updateReview { $0.found(request, result, &$1) } ?? .stay)
    case .paged(let request, let result):
      return updateQueue { $0.paged(request, result, &$1) }
    case .changed(let request, let result):
      return updateQueue { $0.changed(request, result, &$1) }
    case .opened(let request, let result):
      _ = updateReview { $0.opened(request, result, &$1) }
      return []
    case .reviewed(let request, let result):
      if case .review(let review) = screen, case .success = result {
        queue?.kept[review.uid] = nil
      }
      return follow(updateReview { $0.reviewed(request, result, &$1) } ?? .stay)
    }
  }

  /// What a person chose in a dialog over **Fila**.
  mutating func perform(_ choice: QueueChoice) -> [AppEffect] {
    switch choice {
    case .shows(let filter): return updateQueue { $0.show(filter, &$1) }
    case .discards(let uid, let reason): return updateQueue { $0.discard(uid, reason, &$1) }
    case .steers(let batch, let order):
      guard desk.session.may(order == .retryFailed ? .workQueue : .manageQueue) else {
        desk.status = .warning("Pausar e cancelar lotes é da supervisão: seu papel não permite.")
        return []
      }
      return updateQueue { $0.steer(batch, order, &$1) }
    case .asksToCancel(let glance):
      guard desk.session.may(.manageQueue) else {
        desk.status = .warning("Pausar e cancelar lotes é da supervisão: seu papel não permite.")
        return []
      }
      dialogs.append(.queue(.cancelBatch(CancelBatchDialog(glance))))
      return []
    }
  }

  /// The pause of **Fila** is over: nothing is read while another screen is in view.
  mutating func queueTicked(_ request: RequestID) -> [AppEffect] {
    guard case .queue = screen else { return [] }
    return updateQueue { $0.ticked(request, &$1) }
  }

  /// Goes on with a review that was not saved.
  mutating func recoverReview(_ uid: UID, _ draft: Draft, _ form: Form) -> [AppEffect] {
    let effects = goToQueue()
    let request = desk.requests.next()
    push(
      .review(
        ReviewScreen(uid, awaiting: request, batch: nil, draft: draft.uid, kept: form)))
    desk.status = .success("Rascunho recuperado: F2 salva.")
    return effects + [.queue(.open(uid, request))]
  }

  /// Keeps what a person has corrected in a review that is being left.
  mutating func keepReview() {
    guard case .review(let review) = screen else { return }
    queue?.kept[review.uid] = review.unsaved.map { QueueScreen.Kept(form: $0, draft: review.draft) }
  }

  mutating func updateQueue(_ change: (inout QueueScreen, inout Desk) -> [AppEffect])
    -> [AppEffect]
  {
    guard var queue else { return [] }
    let effects = change(&queue, &desk)
    self.queue = queue
    return effects
  }

  mutating func updateReview<Answer>(_ change: (inout ReviewScreen, inout Desk) -> Answer)
    -> Answer?
  {
    guard case .review(var review) = screen else { return nil }
    let answer = change(&review, &desk)
    screen = .review(review)
    return answer
  }

  /// A click chooses a row of **Fila**; the wheel moves.
  mutating func point(_ mouse: Mouse, in queue: QueueScreen, _ layout: Layout) -> [AppEffect] {
    switch mouse.action {
    case .wheelUp: return run(.moveUp)
    case .wheelDown: return run(.moveDown)
    case .click, .doubleClick:
      let table = QueueLayout(queue, layout).table
      let rows = Array(queue.list.visible(rows: table.rows))
      let offset = mouse.position.row - table.row
      guard rows.indices.contains(offset) else { return [] }
      let effects = updateQueue { $0.select(row: rows[offset], &$1) }
      return effects + (mouse.action == .doubleClick ? run(.open) : [])
    }
  }
}
