import ContactsCore
import TUI

/// The holds and the incidents of **LGPD**: the same requests as the commands.
extension LiveEffects {
  func keep(_ effect: RightsEffect, _ desk: Desk, _ post: @escaping Post) async {
    let (book, actor) = (desk.book, desk.actor)
    switch effect {
    case .holds(let request):
      let result = await attempt("holds") { try await book.holds(of: nil, as: actor) }
      post(.rights(.holds(request, result)))
    case .hold(let new, let request):
      let result = await attempt("addHold") { try await book.addHold(new, as: actor) }
      post(.rights(.held(request, result)))
    case .release(let uid, let reason, let request):
      let result = await attempt("releaseHold") {
        ReleasedHold(erasure: try await book.releaseHold(uid, reason: reason, as: actor))
      }
      post(.rights(.released(request, result)))
    case .incidents(let request):
      let result = await attempt("incidents") {
        try await book.incidents(limit: 500, as: actor)
      }
      post(.rights(.incidents(request, result)))
    case .openIncident(let number, let request):
      let result = await attempt("incident") {
        let (incident, people) = try await book.incident(number, as: actor)
        return IncidentReading(incident: incident, people: people)
      }
      post(.rights(.incident(request, result)))
    case .registerIncident(let new, let request):
      let result = await attempt("newIncident") { try await book.newIncident(new, as: actor) }
      post(.rights(.registered(request, result)))
    default: break
    }
  }
}
