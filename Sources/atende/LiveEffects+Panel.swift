import ContactsCore
import TUI

/// **Painel**: numbers about nobody, for the roles that read reports.
extension LiveEffects {
  func perform(_ effect: PanelEffect, _ post: @escaping Post) async {
    guard let desk else { return }
    switch effect {
    case .look(let period, let request):
      let today = desk.surroundings.now().local.date
      let first = period.firstDay(endingOn: today)
      let result = await attempt("panel") {
        PanelGlance(
          report: try await desk.book.report(
            from: first, to: first == nil ? nil : today, as: desk.actor.unattended),
          queue: try await desk.book.queueHealth(), hosts: try await desk.book.modelHealth(),
          acceptance: try await desk.book.acceptance(
            from: first, to: nil, as: desk.actor.unattended))
      }
      post(.panel(.looked(request, result)))
    }
  }
}
