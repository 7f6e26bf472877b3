import ContactsCore
import TUI

/// Coming in, locking, and records that are closed to most.
extension LiveEffects {
  func perform(_ effect: PeopleEffect, _ post: @escaping Post) async {
    switch effect {
    case .signIn(let login, let password, let request):
      await signIn(login, password, request, post)
    case .changePassword(let current, let new, let request):
      await changePassword(from: current, to: new, request, post)
    case .unlock(let password, let request):
      guard let desk else { return }
      let result = await attempt("unlock") { () async throws -> Bool in
        try await desk.book.unlock(password, as: desk.actor)
        return true
      }
      post(.people(.unlocked(request, result, at: context.surroundings.now())))
    case .breakGlass(let uid, let reason, let request):
      guard let desk else { return }
      let result = await attempt("breakGlass") {
        try await desk.book.breakGlass(uid, reason: reason, as: desk.actor)
      }
      post(.people(.glassBroken(request, result)))
    case .restrict(let uid, let logins, let reason, let request):
      await close(request, post) { desk in
        try await desk.book.restrict(uid, to: logins, reason: reason, as: desk.actor)
        return true
      }
    case .unrestrict(let uid, let reason, let request):
      await close(request, post) { desk in
        try await desk.book.unrestrict(uid, reason: reason, as: desk.actor)
        return false
      }
    case .noteGuardian(let caution, let request):
      guard let desk else { return }
      let result = await attempt("noteGuardian") { () async throws -> Bool in
        try await desk.book.noteGuardian(caution, as: desk.actor)
        return caution.mayBeAggressor.revealed(for: .screen)
      }
      post(.people(.guardianNoted(request, result)))
    case .loadNotices(let request):
      guard let desk else { return }
      let result = await attempt("notices") {
        try await desk.book.notices(includingSeen: false, limit: 200, as: desk.actor)
      }
      post(.people(.noticesLoaded(request, result)))
    case .markSeen(let uid, let request):
      guard let desk else { return }
      let result = await attempt("notice") { () async throws -> UID in
        try await desk.book.markSeen(notice: uid, as: desk.actor)
        return uid
      }
      post(.people(.noticeSeen(request, result)))
    case .signOut, .lock, .refuse: await note(effect)
    }
  }

  /// What leaves an entry in the audit and has no answer.
  private func note(_ effect: PeopleEffect) async {
    guard let desk else { return }
    switch effect {
    case .signOut:
      await stopWorking()
      await stopExporting()
      _ = await attempt("signOut") { try await desk.book.signOut(as: desk.actor) }
    case .lock:
      _ = await attempt("lock") { try await desk.book.noteLock(as: desk.actor) }
    case .refuse(let permission):
      _ = await attempt("refuse") { try await desk.book.demand(permission, as: desk.actor) }
    default: break
    }
  }

  private func close(
    _ request: RequestID, _ post: Post, _ body: (Desk) async throws -> Bool
  ) async {
    guard let desk else { return }
    post(.people(.restricted(request, await attempt("restrict") { try await body(desk) })))
  }

  /// Tells **Entrada** where it stands, before anybody has come in.
  func callToSignIn(_ book: ContactBook, _ post: Post) async {
    let settings = await attempt("settings") { try await book.settings() }
    switch settings {
    case .success(let settings):
      post(
        .people(
          .signInAsked(
            SignInCall(
              centre: settings.organization, now: context.surroundings.now(), notice: notice))))
    case .failure(let failure): post(.openingFailed(failure))
    }
  }

  private func signIn(
    _ login: String, _ password: Password, _ request: RequestID, _ post: @escaping Post
  ) async {
    guard let book else { return }
    let earlier = desk?.actor
    // A session that has ended stays so: whoever comes in after another, or anew, begins one of their own.
    let session = earlier == nil ? context.session : context.surroundings.newUID()
    let entered = await attempt("signIn") { () async throws -> Actor in
      var actor = try await book.signIn(
        login, password, from: context.arrival(session: session))
      // Where accounts come in, the password only proves that it is still the same person.
      if earlier?.entry == .system { actor = try await context.enter(book, session).actor }
      actor.request = context.surroundings.newUID()
      return actor
    }
    let now = context.surroundings.now()
    switch entered {
    case .failure(let failure): post(.people(.signInFailed(request, failure, at: now)))
    case .success(let actor):
      // The work behind the screens goes on in the name of who is at them.
      await stopWorking()
      seat(Desk(book: book, actor: actor, surroundings: context.surroundings))
      if actor.mustChangePassword {
        post(.people(.passwordChangeAsked(request, at: now)))
      } else {
        await open(post)
      }
    }
  }

  private func changePassword(
    from current: Password, to new: Password, _ request: RequestID, _ post: @escaping Post
  ) async {
    guard let desk else { return }
    let result = await attempt("changePassword") { () async throws -> Bool in
      try await desk.book.changePassword(from: current, to: new, as: desk.actor)
      return true
    }
    post(.people(.passwordChanged(request, result, at: context.surroundings.now())))
    if case .success = result, !isOpened { await open(post) }
  }
}
