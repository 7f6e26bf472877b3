import ContactsCore
import TUI

/// **Agenda**, **Atendimentos**, wrap-ups and alerts.
extension LiveEffects {
  func perform(_ effect: ShiftEffect, _ post: @escaping Post) async {
    guard let desk else { return }
    let book = desk.book
    let actor = desk.actor
    switch effect {
    case .pulse:
      // Asked every minute by a clock: it keeps no session awake.
      let result = await attempt("pulse") { try await book.shiftPulse(as: actor.unattended) }
      post(.shift(.pulsed(result)))
    case .loadAgenda(let filter, let request):
      let result = await attempt("agenda") {
        try await book.callbacks(filter, limit: 1000, as: actor.unattended)
      }
      post(.shift(.agendaLoaded(request, result)))
    case .schedule(let callback, let request):
      await change("schedule", request, post) { _ = try await book.schedule(callback, as: actor) }
    case .endCallback(let uid, let state, let request):
      await change("endCallback", request, post) {
        try await book.endCallback(uid, as: state, as: actor)
      }
    case .postpone(let uid, let moment, let request):
      await change("postpone", request, post) {
        try await book.postponeCallback(uid, to: moment, as: actor)
      }
    case .wrapUp(let wrapUp, let request):
      let result = await attempt("wrapUp") { try await book.wrapUp(wrapUp, as: actor) }
      post(.shift(.wrappedUp(request, result)))
    case .list(let filter, let cursor, let limit, let request):
      let result = await attempt("interactions") {
        try await book.interactions(filter, after: cursor, limit: limit, as: actor)
      }
      post(.shift(.listed(request, result)))
    case .take(let uid, let request):
      await change("take", request, post) { try await book.takeInteraction(uid, as: actor) }
    case .assign(let uid, let login, let reason, let request):
      await change("assign", request, post) {
        try await book.assignInteraction(uid, to: login, reason: reason, as: actor)
      }
    case .passCallback(let uid, let login, let reason, let request):
      await change("passCallback", request, post) {
        try await book.passCallback(uid, to: login, reason: reason, as: actor)
      }
    case .loadAlerts(let request):
      let result = await attempt("alerts") {
        try await book.riskAlerts(includingTaken: false, limit: 100, as: actor)
      }
      post(.shift(.alertsLoaded(request, result)))
    case .takeAlert(let uid, let request):
      await change("takeAlert", request, post) { try await book.takeAlert(of: uid, as: actor) }
    }
  }

  private func change(
    _ name: LogWord, _ request: RequestID, _ post: Post, _ body: () async throws -> Void
  ) async {
    let result = await attempt(name) { () async throws -> Bool in
      try await body()
      return true
    }
    post(.shift(.changed(request, result)))
  }
}
