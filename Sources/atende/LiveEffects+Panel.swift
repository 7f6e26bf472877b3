import ContactsCore
import TUI

/// **Painel**: numbers about nobody, for the roles that read reports.
extension LiveEffects {
  func perform(_ effect: PanelEffect, _ post: @escaping Post) async {
    guard let desk else { return }
    switch effect {
    case .look(let period, let request):
      let first = period.firstDay(endingOn: desk.surroundings.now().local.date)
      let result = await attempt("panel") {
        PanelGlance(
          queue: try await desk.book.queueHealth(), hosts: try await desk.book.modelHealth(),
          acceptance: try await desk.book.acceptance(
            from: first, to: nil, as: desk.actor.unattended))
      }
      post(.panel(.looked(request, result)))
    }
  }
}
