import ContactsCore
import TUI

/// **LGPD** and **Consentimentos**: the same requests as the commands.
extension LiveEffects {
  func perform(_ effect: RightsEffect, _ post: @escaping Post) async {
    guard let desk else { return }
    let (book, actor) = (desk.book, desk.actor)
    switch effect {
    case .pulse:
      let result = await attempt("requestPulse") {
        try await book.requestPulse(as: actor.unattended)
      }
      post(.rights(.pulsed(result)))
    case .list(let filter, let request):
      let result = await attempt("requests") {
        try await book.requests(filter, limit: 500, as: actor)
      }
      post(.rights(.listed(request, result)))
    case .open(let number, let request):
      let result = await attempt("request") { try await book.request(number, as: actor) }
      post(.rights(.opened(request, result)))
    case .create(let new, let request):
      await change("newRequest", request, post) { try await book.newRequest(new, as: actor) }
    case .complete(let number, let step, let evidence, let request):
      await change("completeStep", request, post) {
        try await book.completeStep(step, of: number, evidence: evidence, as: actor)
      }
    case .fulfil(let number, let request):
      await change("fulfil", request, post) { try await book.fulfil(number, as: actor) }
    case .answer(let number, let order, let path, let request):
      post(.rights(.changed(request, await answer(number, order, path, desk))))
    case .refuse(let number, let words, let request):
      post(.rights(.refused(request, await refuse(number, words, desk))))
    case .previewErasure(let uid, let number, let request):
      await preview(uid, number, request, desk, post)
    case .erase(let uid, let number, let request):
      post(.rights(.erased(request, await erase(uid, number, desk))))
    case .consents(let uid, let request):
      let result = await attempt("consents") { try await book.consents(of: uid, as: actor) }
      post(.rights(.ledger(request, result)))
    case .decide(let consent, let request):
      let result = await attempt("recordConsent") {
        try await book.recordConsent(consent, as: actor)
        return try await book.consents(of: consent.contact, as: actor)
      }
      post(.rights(.ledger(request, result)))
    case .revoke(let uid, let channel, let request):
      let result = await attempt("revokeConsents") {
        let revocation = try await book.revokeConsents(
          of: uid, purpose: nil, channel: channel, as: actor)
        return Revocation(
          purposes: revocation.withdrawn, neverGiven: revocation.neverGiven,
          ledger: try await book.consents(of: uid, as: actor))
      }
      post(.rights(.revoked(request, result)))
    case .holds, .hold, .release, .incidents, .openIncident, .registerIncident:
      await keep(effect, desk, post)
    }
  }

  private func change(
    _ name: LogWord, _ request: RequestID, _ post: Post,
    _ body: () async throws -> SubjectRequest
  ) async {
    post(.rights(.changed(request, await attempt(name, body))))
  }

  /// A new file, with the rights of who asked.
  private func file(at typed: String) -> Result<(file: ExportFile, path: String), TUI.Failure> {
    let path = LiveEffects.expanded(typed)
    do {
      try ExportPlace.check(
        path, replacing: false, otherwise: OutputPlace.otherName, context.environment.folder)
      let file = try ExportPlace.make(
        path, replacing: false, number: context.surroundings.randomBytes(8))
      return .success((file, ExportPlace.whole(path)))
    } catch {
      return .failure(.invalid([error.message]))
    }
  }

  private func answer(
    _ number: DeskProtocol, _ order: AnswerOrder, _ path: String, _ desk: Desk
  ) async -> Result<SubjectRequest, TUI.Failure> {
    switch file(at: path) {
    case .failure(let failure): return .failure(failure)
    case .success(let place):
      let answered = await desk.answer(number, order, to: place.file)
      guard case .failure(let error) = answered, error.reason == .approvalRequired else {
        return await attempt("answer") { try answered.get() }
      }
      return await askForApproval(of: .package(number), desk)
    }
  }

  private func refuse(
    _ number: DeskProtocol, _ words: RefusalWords, _ desk: Desk
  ) async -> Result<RefusedRequest, TUI.Failure> {
    var place: (file: ExportFile, path: String)?
    if let path = words.path {
      switch file(at: path) {
      case .failure(let failure): return .failure(failure)
      case .success(let made): place = made
      }
    }
    let output = place
    return await attempt("refuse") {
      let (request, letter) = try await desk.book.refuse(
        number, article: words.article, reason: words.reason, as: desk.actor)
      if let output {
        try output.file.write(
          letter.revealed(for: .output), number: self.context.surroundings.randomBytes(8))
      }
      return RefusedRequest(request: request, letter: letter, path: output?.path)
    }
  }

  /// What an erasure would take; one that has begun goes on instead.
  private func preview(
    _ uid: UID, _ number: DeskProtocol, _ request: RequestID, _ desk: Desk, _ post: Post
  ) async {
    let earlier = await attempt("erasure") {
      try await desk.book.erasure(of: uid, request: number.description, as: desk.actor)
    }
    switch earlier {
    case .success(.some):
      post(.rights(.erased(request, await erase(uid, number, desk))))
    case .success(nil):
      let result = await attempt("previewErasure") {
        try await desk.book.erasurePreview(of: uid, request: number.description, as: desk.actor)
      }
      post(.rights(.previewed(request, result)))
    case .failure(let failure): post(.rights(.previewed(request, .failure(failure))))
    }
  }

  private func erase(
    _ uid: UID, _ number: DeskProtocol, _ desk: Desk
  ) async -> Result<ErasedRequest, TUI.Failure> {
    let erased = await desk.erase(uid, number)
    guard case .failure(let error) = erased, error.reason == .approvalRequired else {
      return await attempt("erase") {
        let erasure = try erased.get()
        return ErasedRequest(
          request: try await desk.book.request(number, as: desk.actor), erasure: erasure)
      }
    }
    let preview = await attempt("previewErasure") {
      try await desk.book.erasurePreview(of: uid, request: number.description, as: desk.actor)
    }
    switch preview {
    case .success(let preview): return await askForApproval(of: preview.subject, desk)
    case .failure(let failure): return .failure(failure)
    }
  }

  /// A second person has to agree first: asks for it, and says how.
  private func askForApproval<Answer>(
    of subject: Approval.Subject, _ desk: Desk
  ) async -> Result<Answer, TUI.Failure> {
    let asked = await attempt("approval") {
      try await desk.book.requestApproval(of: subject, as: desk.actor)
    }
    switch asked {
    case .success(let approval):
      return .failure(
        .invalid([
          "Uma segunda pessoa precisa aprovar: peça a ela `atende approval grant "
            + "\(approval.code)` e repita."
        ]))
    case .failure(let failure): return .failure(failure)
    }
  }
}

extension Desk {
  // Results, so that what follows a refusal is not done while it is caught.
  fileprivate func answer(
    _ number: DeskProtocol, _ order: AnswerOrder, to file: ExportFile
  ) async -> Result<SubjectRequest, StoreError> {
    do throws(StoreError) {
      return .success(try await book.answer(number, order, to: file, as: actor).request)
    } catch {
      return .failure(error)
    }
  }

  fileprivate func erase(_ uid: UID, _ number: DeskProtocol) async -> Result<Erasure, StoreError> {
    do throws(StoreError) {
      return .success(try await book.erase(uid, request: number.description, as: actor))
    } catch {
      return .failure(error)
    }
  }
}
