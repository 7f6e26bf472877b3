import ContactsCore
import TUI

/// **Administração**: the same settings and people as `config` and `user`.
extension LiveEffects {
  func perform(_ effect: AdminEffect, _ post: @escaping Post) async {
    guard let desk else { return }
    let book = desk.book
    let actor = desk.actor
    let machine = MachineState.live(context.environment.folder)
    switch effect {
    case .watch:
      let result = await attempt("watch") { try await book.watch(on: machine, as: actor) }
      // What went wrong with a look nobody asked for is in the log.
      if case .success(let warnings) = result {
        post(.admin(.watched(warnings.count(where: \.isOpen))))
      }
    case .acknowledge(let code, _):
      let result = await attempt("acknowledge") { () async throws -> Bool in
        try await book.acknowledgeWarning(code, as: actor)
        return true
      }
      post(.admin(.acknowledged(code, result)))
    case .look(let request):
      let result = await attempt("admin") {
        var glance = AdminGlance(settings: try await book.settings(), users: [])
        if Permission.manageUsers.isGranted(to: actor) {
          glance.users = try await book.users(as: actor)
        }
        if Permission.readCatalogues.isGranted(to: actor) {
          for catalogue in Catalogue.allCases {
            glance.catalogues[catalogue] = try await book.catalogue(catalogue, as: actor)
          }
        }
        if Permission.readWarnings.isGranted(to: actor) {
          glance.warnings = try await book.watch(on: machine, as: actor)
        }
        return glance
      }
      if case .success = result, let reasons = try? await book.reasons() {
        // That the forms go on with the reasons they had is no loss.
        state.withLock { $0.reasons = reasons }
      }
      post(.admin(.looked(request, result)))
    case .set(let key, let value, let request):
      await change("setting", request, post) {
        try await book.changeSettings([key: value], as: actor)
      }
    case .add(let entry, let request):
      var user = NewUser(
        login: entry.login, roles: entry.roles, systemUserID: nil, password: entry.password)
      if let name = entry.account {
        guard let account = SystemAccount(named: name) else {
          let sentence = "Esta máquina não tem essa conta. Crie-a antes, ou diga outra."
          return post(.admin(.changed(request, .failure(.invalid([sentence])))))
        }
        user.systemUserID = account.systemUserID
      }
      let added = user
      await change("addUser", request, post) { try await book.add(added, as: actor) }
    case .keep(let entry, let place, let catalogue, let request):
      await change("catalogue", request, post) {
        _ = try await book.saveCatalogueEntry(entry, at: place, in: catalogue, as: actor)
      }
    case .change(let wanted, let request):
      await change("changeUser", request, post) {
        if !wanted.adding.isEmpty || !wanted.removing.isEmpty {
          _ = try await book.changeRoles(
            of: wanted.login, adding: wanted.adding, removing: wanted.removing, as: actor)
        }
        if let isActive = wanted.isActive {
          try await book.setActive(isActive, login: wanted.login, as: actor)
        }
        if let password = wanted.password {
          try await book.setPassword(password, of: wanted.login, as: actor)
        }
      }
    }
  }

  private func change(
    _ name: LogWord, _ request: RequestID, _ post: Post, _ body: () async throws -> Void
  ) async {
    let result = await attempt(name) { () async throws -> Bool in
      try await body()
      return true
    }
    post(.admin(.changed(request, result)))
  }
}
